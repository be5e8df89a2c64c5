namespace Adjoint.Nn;

/// <summary>
/// The Kullback-Leibler divergence of a distribution p, the target, from one whose logarithms x are the input: p (log p - x) for each
/// element. Their sum over a distribution is the divergence, so that <see cref="Reduction.BatchMean"/> is the mean divergence, where
/// <see cref="Reduction.Mean"/> divides by the number of elements as well.
/// </summary>
/// <param name="reduction">What becomes of the losses of single elements.</param>
/// <param name="logTarget">Whether the target holds logarithms of probabilities too.</param>
public sealed class KLDivLoss(Reduction reduction = Reduction.Mean, bool logTarget = false) : Loss(reduction)
{
    /// <summary>Whether the target holds logarithms of probabilities too.</summary>
    public bool LogTarget { get; } = logTarget;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.KlDiv(input, target, Reduction, LogTarget);
}

public static partial class Functional
{
    /// <summary>
    /// The Kullback-Leibler divergence of a distribution p, the target, from one whose logarithms x are the input: p (log p - x) for each
    /// element, where 0 log 0 is 0.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor KlDiv(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, bool logTarget = false)
    {
        CheckShapes(nameof(KLDivLoss), input, target);
        var losses = input.KlDivergence(target, logTarget);
        if (reduction != Reduction.BatchMean) return Reduce(losses, reduction);
        return input.Rank == 0 ? losses : losses.Sum() / input.Size(0);
    }
}
