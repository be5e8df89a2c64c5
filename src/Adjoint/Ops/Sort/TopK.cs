namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The largest, or smallest, <paramref name="k"/> elements along a dimension, from the largest (smallest) on, and where they
    /// stand. NaN counts as the largest; of equal elements the first ones are taken. Gradients go back to where elements stand.
    /// </summary>
    /// <param name="k">How many.</param>
    /// <param name="dim">The dimension; the last if left out.</param>
    /// <param name="largest">Whether the largest are taken rather than the smallest.</param>
    /// <returns>The elements in order, and their positions as Int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or it has fewer than <paramref name="k"/>
    /// elements.</exception>
    public (Tensor Values, Tensor Indices) TopK(long k, int dim = -1, bool largest = true)
    {
        dim = Dim.Wrap(dim, Rank);
        var size = Rank == 0 ? 1 : Layout.Sizes[dim];
        if (k < 0 || k > size)
            throw new ArgumentOutOfRangeException(
                nameof(k), k, $"TopK: {k} elements cannot be taken from dimension {dim} of shape {Shape}, which has {size}.");
        var outputs = new Ops.Sort(dim, k, largest, nameof(TopK)).ApplyMany(this);
        return (outputs[0], outputs[1]);
    }
}
