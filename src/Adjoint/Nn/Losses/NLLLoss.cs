namespace Adjoint.Nn;

/// <summary>
/// The negative log-likelihood: minus the log-probability of the class that is right. The input, from <see cref="LogSoftmax"/>,
/// has shape [C], [N, C] or [N, C, ...], the target, the number of the class, the same without C.
/// </summary>
/// <param name="weight">A factor for each class, of shape [C].</param>
/// <param name="ignoreIndex">A target that does not count.</param>
/// <param name="reduction">What becomes of the losses of single elements; a mean is divided by the sum of the weights.</param>
public sealed partial class NLLLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>A factor for each class; null for none.</summary>
    [Buffer]
    public Tensor? Weight { get; } = weight;

    /// <summary>A target that does not count.</summary>
    public long IgnoreIndex { get; } = ignoreIndex;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) =>
        Functional.NllLoss(input, target, Weight, IgnoreIndex, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The negative log-likelihood: minus the log-probability of the class that is right. The input has shape [C], [N, C] or
    /// [N, C, ...], the target, the number of the class, the same without C.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or the target is not of integers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not the number of a class.</exception>
    public static Tensor NllLoss(
        Tensor input, Tensor target, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean)
    {
        var classes = new ClassTarget(nameof(NLLLoss), input, target, weight, ignoreIndex);
        return classes.Reduce(classes.Weigh(-classes.Pick(input)), reduction);
    }
}
