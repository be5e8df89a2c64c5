namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The dimensions from <paramref name="startDim"/> to <paramref name="endDim"/> as a single one; a vector of one element
    /// for a zero-dimensional tensor. A view where the memory allows it, otherwise a copy.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException"><paramref name="startDim"/> comes after <paramref name="endDim"/>.</exception>
    public Tensor Flatten(int startDim = 0, int endDim = -1)
    {
        (startDim, endDim) = (Dim.Wrap(startDim, Rank), Dim.Wrap(endDim, Rank));
        if (startDim > endDim)
            throw new ArgumentException(
                $"Flatten: dimension {startDim} comes after {endDim} in shape {Shape}; exchange startDim and endDim.");
        if (Rank == 0) return Reshape(1);
        var sizes = Layout.Sizes;
        return Reshape([.. sizes[..startDim], Shape.CountOf(sizes.AsSpan(startDim..(endDim + 1))), .. sizes[(endDim + 1)..]]);
    }

    /// <summary>All elements in row-major order as a vector: a view where the memory allows it, otherwise a copy.</summary>
    public Tensor Ravel() => Reshape(-1);
}
