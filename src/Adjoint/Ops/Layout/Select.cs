namespace Adjoint;

public partial class Tensor
{
    /// <summary>A view of one index of a dimension, which is removed; negative numbers count from the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension or index.</exception>
    public Tensor Select(int dim, long index)
    {
        if (Rank == 0)
            throw new ArgumentOutOfRangeException(nameof(dim), "Select: a zero-dimensional tensor has no dimension to take an index of.");
        dim = Dim.Wrap(dim, Rank);
        var sizes = Layout.Sizes;
        if (index < -sizes[dim] || index >= sizes[dim])
            throw new ArgumentOutOfRangeException(
                nameof(index), index, $"Select: index {index} is not within dimension {dim} of size {sizes[dim]}.");
        return Narrow(dim, index < 0 ? index + sizes[dim] : index, 1).Reshape([.. sizes[..dim], .. sizes[(dim + 1)..]]);
    }
}
