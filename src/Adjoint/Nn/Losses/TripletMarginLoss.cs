namespace Adjoint.Nn;

/// <summary>
/// For an anchor, something like it and something unlike it: max(0, d(a, p) - d(a, n) + margin) with the distance
/// <see cref="Functional.PairwiseDistance"/>. Source: Balntas et al., "Learning local feature descriptors with triplets and shallow
/// convolutional neural networks", 2016.
/// </summary>
/// <param name="margin">By how much the unlike one must be further away to cost nothing.</param>
/// <param name="p">The order of the norm that is the distance.</param>
/// <param name="eps">What is added to every difference, so that the distance has a derivative at 0.</param>
/// <param name="swap">Whether d(p, n) takes the place of d(a, n) where it is smaller.</param>
/// <param name="reduction">What becomes of the losses of single triplets.</param>
public sealed class TripletMarginLoss(
    double margin = 1, double p = 2, double eps = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean)
    : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>By how much the unlike one must be further away to cost nothing.</summary>
    public double Margin { get; } = margin;

    /// <summary>The order of the norm that is the distance.</summary>
    public double P { get; } = p;

    /// <summary>What is added to every difference.</summary>
    public double Eps { get; } = eps;

    /// <summary>Whether the distance of the other two counts where it is smaller.</summary>
    public bool Swap { get; } = swap;

    /// <summary>What becomes of the losses of single triplets.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor anchor, Tensor positive, Tensor negative) =>
        Functional.TripletMarginLoss(anchor, positive, negative, Margin, P, Eps, Swap, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// For an anchor, something like it and something unlike it, of shape [D] or [N, D]: max(0, d(a, p) - d(a, n) + margin) with the
    /// distance <see cref="PairwiseDistance"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor TripletMarginLoss(
        Tensor anchor, Tensor positive, Tensor negative, double margin = 1, double p = 2, double eps = 1e-6, bool swap = false,
        Reduction reduction = Reduction.Mean) =>
        Triplet(nameof(TripletMarginLoss), anchor, positive, negative, (x, y) => PairwiseDistance(x, y, p, eps), margin, swap, reduction);

    static Tensor Triplet(
        string loss, Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor> distance, double margin,
        bool swap, Reduction reduction)
    {
        CheckShapes(loss, anchor, positive, "positive", "anchor");
        CheckShapes(loss, anchor, negative, "negative", "anchor");
        if (anchor.Rank == 0)
            throw new ArgumentException($"{loss}: the anchor must have shape [D] or [N, D], and it is zero-dimensional.", nameof(anchor));
        var (near, far) = (distance(anchor, positive), distance(anchor, negative));
        if (swap) far = far.Minimum(distance(positive, negative));
        return Reduce((near - far + margin).ClampMin(0), reduction);
    }
}
