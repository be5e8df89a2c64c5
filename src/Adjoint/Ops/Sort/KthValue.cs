namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The k-th smallest element along a dimension, the first being the smallest, and where it stands: of equal elements, the one
    /// that a stable sort puts there. NaN counts as the largest. The gradient goes to that element alone.
    /// </summary>
    /// <param name="k">From 1 to the size of the dimension.</param>
    /// <param name="dim">The dimension; the last if left out.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <returns>The elements, and their positions as Int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or it has fewer than <paramref name="k"/>
    /// elements.</exception>
    public (Tensor Values, Tensor Indices) KthValue(long k, int dim = -1, bool keepDim = false)
    {
        dim = Dim.Wrap(dim, Rank);
        var size = Rank == 0 ? 1 : Layout.Sizes[dim];
        if (k < 1 || k > size)
            throw new ArgumentOutOfRangeException(nameof(k), k,
                $"KthValue: there is no element number {k} along dimension {dim} of shape {Shape}, which has {size}; " +
                "the first is number 1.");
        return Ops.Ranks.Choose(nameof(KthValue), this, dim, keepDim, lines => Ops.Ranks.Positions(lines, From([k - 1])).Squeeze(-1));
    }
}
