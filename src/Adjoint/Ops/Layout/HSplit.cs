namespace Adjoint;

public partial class Tensor
{
    /// <summary>Views of equal size side by side: of a vector along its only dimension, otherwise along the second.</summary>
    /// <exception cref="ArgumentException">The dimension does not divide into that many, or the tensor is
    /// zero-dimensional.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are to be no sections.</exception>
    public Tensor[] HSplit(int sections) => SplitEvenly(nameof(HSplit), sections, Rank == 1 ? 0 : 1, 1);

    /// <summary>Views side by side of what lies between the indices: see <see cref="TensorSplit(ReadOnlySpan{long}, int)"/>.</summary>
    /// <exception cref="ArgumentException">The tensor is zero-dimensional.</exception>
    public Tensor[] HSplit(ReadOnlySpan<long> indices) => TensorSplit(indices, CheckRank(nameof(HSplit), Rank == 1 ? 0 : 1, 1));

    /// <summary>Views of equal size one below the other, along the first dimension.</summary>
    /// <exception cref="ArgumentException">The dimension does not divide into that many, or the tensor has fewer than
    /// two dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are to be no sections.</exception>
    public Tensor[] VSplit(int sections) => SplitEvenly(nameof(VSplit), sections, 0, 2);

    /// <summary>
    /// Views one below the other of what lies between the indices: see <see cref="TensorSplit(ReadOnlySpan{long}, int)"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
    public Tensor[] VSplit(ReadOnlySpan<long> indices) => TensorSplit(indices, CheckRank(nameof(VSplit), 0, 2));

    /// <summary>Views of equal size one behind the other, along the third dimension.</summary>
    /// <exception cref="ArgumentException">The dimension does not divide into that many, or the tensor has fewer than
    /// three dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are to be no sections.</exception>
    public Tensor[] DSplit(int sections) => SplitEvenly(nameof(DSplit), sections, 2, 3);

    /// <summary>
    /// Views one behind the other of what lies between the indices: see <see cref="TensorSplit(ReadOnlySpan{long}, int)"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has fewer than three dimensions.</exception>
    public Tensor[] DSplit(ReadOnlySpan<long> indices) => TensorSplit(indices, CheckRank(nameof(DSplit), 2, 3));

    Tensor[] SplitEvenly(string operation, int sections, int dim, int rank)
    {
        Require.Positive(operation, sections);
        CheckRank(operation, dim, rank);
        return Layout.Sizes[dim] % sections == 0
            ? TensorSplit(sections, dim)
            : throw new ArgumentException(
                $"{operation}: dimension {dim} of shape {Shape} does not divide into {sections} equal parts; " +
                "TensorSplit gives unequal ones.");
    }

    int CheckRank(string operation, int dim, int rank) => Rank >= rank
        ? dim
        : throw new ArgumentException($"{operation}: {rank} dimension(s) or more are needed, not shape {Shape}.");
}
