namespace Adjoint.Nn;

/// <summary>
/// The cross entropy of two outcomes for a number x whose sigmoid is the probability: -(w y log σ(x) + (1 - y) log(1 - σ(x))),
/// computed so that nothing overflows.
/// </summary>
/// <param name="weight">A factor for each element; broadcasts.</param>
/// <param name="reduction">What becomes of the losses of single elements.</param>
/// <param name="posWeight">w, the weight of the outcome 1; broadcasts.</param>
public sealed partial class BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? posWeight = null)
    : Loss(reduction)
{
    /// <summary>A factor for each element; null for none.</summary>
    [Buffer]
    public Tensor? Weight { get; } = weight;

    /// <summary>The weight of the outcome 1; null for 1.</summary>
    [Buffer]
    public Tensor? PosWeight { get; } = posWeight;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) =>
        Functional.BinaryCrossEntropyWithLogits(input, target, Weight, PosWeight, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The cross entropy of two outcomes for a number x whose sigmoid is the probability: -(w y log σ(x) + (1 - y) log(1 - σ(x))),
    /// computed so that nothing overflows; w is <paramref name="posWeight"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor BinaryCrossEntropyWithLogits(
        Tensor input, Tensor target, Tensor? weight = null, Tensor? posWeight = null, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(BCEWithLogitsLoss), input, target);
        var losses = posWeight is null
            ? input.BinaryCrossEntropyWithLogits(target)
            : (1 - target) * input - (1 + (posWeight - 1) * target) * input.LogSigmoid();
        return Reduce(weight is null ? losses : losses * weight, reduction);
    }
}
