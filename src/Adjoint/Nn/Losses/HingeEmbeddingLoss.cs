namespace Adjoint.Nn;

/// <summary>
/// For a distance x what it costs: x itself where the target says that the two are alike (1), and max(0, margin - x) where it says that
/// they are not (-1).
/// </summary>
/// <param name="margin">The distance from which on those that are not alike cost nothing.</param>
/// <param name="reduction">What becomes of the losses of single elements.</param>
public sealed class HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The distance from which on those that are not alike cost nothing.</summary>
    public double Margin { get; } = margin;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.HingeEmbeddingLoss(input, target, Margin, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// For a distance x what it costs: x where the target is 1, max(0, margin - x) where it is -1, and the sum of both elsewhere.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor HingeEmbeddingLoss(Tensor input, Tensor target, double margin = 1, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(HingeEmbeddingLoss), input, target);
        return Reduce(input.HingeEmbedding(target, margin), reduction);
    }
}
