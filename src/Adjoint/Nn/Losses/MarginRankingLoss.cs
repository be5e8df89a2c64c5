namespace Adjoint.Nn;

/// <summary>
/// For two scores a and b, and which of them should be larger, the first (1) or the second (-1): max(0, margin - y (a - b)), 0 where that
/// one leads by the margin.
/// </summary>
/// <param name="margin">By how much it must lead to cost nothing.</param>
/// <param name="reduction">What becomes of the losses of single pairs.</param>
public sealed class MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>By how much the larger one must lead to cost nothing.</summary>
    public double Margin { get; } = margin;

    /// <summary>What becomes of the losses of single pairs.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input1, Tensor input2, Tensor target) =>
        Functional.MarginRankingLoss(input1, input2, target, Margin, Reduction);
}

public static partial class Functional
{
    /// <summary>For two scores a and b and the sign y of their difference, 1 or -1: max(0, margin - y (a - b)).</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor MarginRankingLoss(
        Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(MarginRankingLoss), input1, input2, "second input");
        CheckShapes(nameof(MarginRankingLoss), input1, target);
        return Reduce(input1.MarginRanking(input2, target, margin), reduction);
    }
}
