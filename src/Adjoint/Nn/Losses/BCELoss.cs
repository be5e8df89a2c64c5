namespace Adjoint.Nn;

/// <summary>
/// The cross entropy of two outcomes: -(y log x + (1 - y) log(1 - x)) for a probability x and an outcome y, 0 or 1 or
/// between. Logarithms do not go below -100.
/// </summary>
/// <remarks>Where x comes out of a sigmoid, <see cref="BCEWithLogitsLoss"/> is exact where this one is not.</remarks>
/// <param name="weight">A factor for each element; broadcasts.</param>
/// <param name="reduction">What becomes of the losses of single elements.</param>
public sealed partial class BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>A factor for each element; null for none.</summary>
    [Buffer]
    public Tensor? Weight { get; } = weight;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.BinaryCrossEntropy(input, target, Weight, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The cross entropy of two outcomes: -(y log x + (1 - y) log(1 - x)) for a probability x and an outcome y, 0 or 1 or
    /// between. Logarithms do not go below -100.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An input is not between 0 and 1.</exception>
    public static Tensor BinaryCrossEntropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(BCELoss), input, target);
        var numbers = input.Detach();
        if (!(numbers >= 0).LogicalAnd(numbers <= 1).All().Item<bool>())
            throw new ArgumentOutOfRangeException(nameof(input),
                "BCELoss: the input must be probabilities, from 0 to 1; for numbers of any size there is BCEWithLogitsLoss.");
        var losses = input.BinaryCrossEntropy(target);
        return Reduce(weight is null ? losses : losses * weight, reduction);
    }
}
