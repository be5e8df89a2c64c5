namespace Adjoint;

public partial class Tensor
{
    /// <summary>A view of <paramref name="length"/> indices of one dimension from <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or the range is not within it.</exception>
    public Tensor Narrow(int dim, long start, long length)
    {
        dim = Dim.Wrap(dim, Rank);
        if (Rank == 0) throw new ArgumentOutOfRangeException(nameof(dim), "Narrow: a zero-dimensional tensor has no range to take.");
        var size = Layout.Sizes[dim];
        if (start < 0) start += size;
        if (start < 0 || length < 0 || length > size - start)
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"Narrow: {length} indices from {start} on are not within dimension {dim} of size {size}.");
        return Ops.Slice.Along(Layout, dim, start, length).Apply(this);
    }

    /// <summary>
    /// A copy of <paramref name="length"/> indices of one dimension from <paramref name="start"/> on: see <see cref="Narrow"/>.
    /// </summary>
    /// <inheritdoc cref="Narrow" path="/exception"/>
    public Tensor NarrowCopy(int dim, long start, long length) => Narrow(Dim.Wrap(dim, Rank), start, length).Clone();
}
