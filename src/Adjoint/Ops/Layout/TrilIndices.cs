namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The row and column indices, as two rows of an Int64 tensor, of the lower triangle of a matrix: elements with
    /// column - row no larger than <paramref name="offset"/>, row by row.
    /// </summary>
    /// <exception cref="ArgumentException">A size is negative.</exception>
    public static Tensor TrilIndices(long rows, long columns, long offset = 0) =>
        Ones([rows, columns], DType.Bool).Tril(offset).Nonzero().T.Clone();

    /// <summary>
    /// The row and column indices, as two rows of an Int64 tensor, of the upper triangle of a matrix: elements with
    /// column - row no smaller than <paramref name="offset"/>, row by row.
    /// </summary>
    /// <exception cref="ArgumentException">A size is negative.</exception>
    public static Tensor TriuIndices(long rows, long columns, long offset = 0) =>
        Ones([rows, columns], DType.Bool).Triu(offset).Nonzero().T.Clone();
}
