namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy of this tensor in which for each place of <paramref name="index"/> the element at that place, but with the
    /// index found there in dimension <paramref name="dim"/>, is increased by the element of <paramref name="src"/>: for a
    /// matrix and dimension 0, <c>y[index[i, j], j] += src[i, j]</c>.
    /// </summary>
    /// <param name="dim">The dimension that is indexed.</param>
    /// <param name="index">Integers from 0 to the dimension's size - 1; in every other dimension no larger than this tensor.</param>
    /// <param name="src">What is added, of this tensor's type; at least as large as the index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
    /// <exception cref="ArgumentException">The index is not of integers, or shapes or types do not fit.</exception>
    public Tensor ScatterAdd(int dim, Tensor index, Tensor src) => Ops.Scatter.Apply(this, dim, index, src, accumulate: true);
}
