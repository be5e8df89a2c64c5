namespace Adjoint.Nn;

/// <summary>
/// The cross entropy of several labels, each of which holds or does not: the mean over the classes, the last dimension, of
/// -(y log σ(x) + (1 - y) log(1 - σ(x))).
/// </summary>
/// <param name="weight">A factor for each class; broadcasts.</param>
/// <param name="reduction">What becomes of the losses of single samples.</param>
public sealed partial class MultiLabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>A factor for each class; null for none.</summary>
    [Buffer]
    public Tensor? Weight { get; } = weight;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.MultilabelSoftMarginLoss(input, target, Weight, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The cross entropy of several labels, each of which holds or does not: the mean over the classes, the last dimension, of
    /// -(y log σ(x) + (1 - y) log(1 - σ(x))).
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ, or there is no dimension of classes.</exception>
    public static Tensor MultilabelSoftMarginLoss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(MultiLabelSoftMarginLoss), input, target);
        if (input.Rank == 0)
            throw new ArgumentException(
                "MultiLabelSoftMarginLoss: the input must have shape [C] or [N, C], and it is zero-dimensional.", nameof(input));
        var losses = input.BinaryCrossEntropyWithLogits(target);
        return Reduce((weight is null ? losses : losses * weight).Mean(-1), reduction);
    }
}
