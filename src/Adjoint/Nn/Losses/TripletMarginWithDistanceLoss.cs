namespace Adjoint.Nn;

/// <summary><see cref="TripletMarginLoss"/> with any distance: max(0, d(a, p) - d(a, n) + margin).</summary>
/// <param name="distanceFunction">d, of two tensors of equal shapes; <see cref="Functional.PairwiseDistance"/> if left out.
/// A module that learns one is given as its <c>Call</c> and listed beside the loss.</param>
/// <param name="margin">By how much the unlike one must be further away to cost nothing.</param>
/// <param name="swap">Whether d(p, n) takes the place of d(a, n) where it is smaller.</param>
/// <param name="reduction">What becomes of the losses of single triplets.</param>
public sealed class TripletMarginWithDistanceLoss(
    Func<Tensor, Tensor, Tensor>? distanceFunction = null, double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean)
    : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>The distance of two tensors.</summary>
    public Func<Tensor, Tensor, Tensor> DistanceFunction { get; } = distanceFunction ?? Functional.Distance;

    /// <summary>By how much the unlike one must be further away to cost nothing.</summary>
    public double Margin { get; } = margin;

    /// <summary>Whether the distance of the other two counts where it is smaller.</summary>
    public bool Swap { get; } = swap;

    /// <summary>What becomes of the losses of single triplets.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor anchor, Tensor positive, Tensor negative) =>
        Functional.TripletMarginWithDistanceLoss(anchor, positive, negative, DistanceFunction, Margin, Swap, Reduction);
}

public static partial class Functional
{
    /// <summary>For an anchor, something like it and something unlike it: max(0, d(a, p) - d(a, n) + margin) with any distance d.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor TripletMarginWithDistanceLoss(
        Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor>? distanceFunction = null,
        double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean) =>
        Triplet(nameof(TripletMarginWithDistanceLoss), anchor, positive, negative, distanceFunction ?? Distance, margin, swap, reduction);

    internal static Tensor Distance(Tensor x, Tensor y) => PairwiseDistance(x, y);
}
