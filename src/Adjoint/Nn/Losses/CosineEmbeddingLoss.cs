namespace Adjoint.Nn;

/// <summary>
/// For two vectors what the angle between them costs: 1 - cos where the target says that they are alike (1), and max(0, cos - margin) where
/// it says that they are not (-1).
/// </summary>
/// <param name="margin">The cosine up to which those that are not alike cost nothing; from -1 to 1, usefully 0 to 0.5.</param>
/// <param name="reduction">What becomes of the losses of single pairs.</param>
public sealed class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>The cosine up to which those that are not alike cost nothing.</summary>
    public double Margin { get; } = margin;

    /// <summary>What becomes of the losses of single pairs.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input1, Tensor input2, Tensor target) =>
        Functional.CosineEmbeddingLoss(input1, input2, target, Margin, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// For two vectors what the angle between them costs: 1 - cos where the target is 1, and max(0, cos - margin) where it is -1. The
    /// inputs have shape [D] or [N, D], the target [] or [N].
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor CosineEmbeddingLoss(
        Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(CosineEmbeddingLoss), input1, input2, "second input");
        ArgumentNullException.ThrowIfNull(target);
        if (input1.Rank is not (1 or 2))
            throw new ArgumentException(
                $"CosineEmbeddingLoss: the inputs must have shape [D] or [N, D], and they have {input1.Shape}.", nameof(input1));
        if (!input1.Shape.AsSpan()[..^1].SequenceEqual(target.Shape))
            throw new ArgumentException(
                $"CosineEmbeddingLoss: the inputs have shape {input1.Shape}, " +
                $"so the target must have {(input1.Rank == 1 ? "[]" : $"[{input1.Size(0)}]")}, and it has {target.Shape}.", nameof(target));
        // Added to the squares, as in PyTorch, so that vectors of length 0 have a cosine of 0.
        const double Least = 1e-12;
        var cosine = (input1 * input2).Sum(-1) / ((input1.Square().Sum(-1) + Least) * (input2.Square().Sum(-1) + Least)).Sqrt();
        var nothing = Tensor.Zeros([], cosine.DType);
        return Reduce(
            Tensor.Where(target.Eq(1), 1 - cosine, Tensor.Where(target.Eq(-1), (cosine - margin).ClampMin(0), nothing)), reduction);
    }
}
