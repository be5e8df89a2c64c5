namespace Adjoint
{
    /// <summary>A norm of matrices that is no p-norm.</summary>
    public enum MatrixNormKind
    {
        /// <summary>The length of all elements taken as one vector.</summary>
        Frobenius,

        /// <summary>The sum of the singular values.</summary>
        Nuclear,
    }

    public static partial class Linalg
    {
        /// <summary>The Frobenius or nuclear norm of each matrix. Source: PyTorch, <c>torch.linalg.matrix_norm</c>.</summary>
        /// <param name="a">Numbers of a floating-point type; singular values need Float32 or Float64.</param>
        /// <param name="ord">Which norm.</param>
        /// <param name="dims">The two dimensions that are the matrix; the last two if left out.</param>
        /// <param name="keepDim">Whether they stay, with size 1.</param>
        /// <param name="dtype">The type to convert to first.</param>
        /// <exception cref="ArgumentException">There are not two such dimensions, or the elements are not floating-point
        /// numbers.</exception>
        public static Tensor MatrixNorm(
            Tensor a, MatrixNormKind ord = MatrixNormKind.Frobenius, ReadOnlySpan<int> dims = default,
            bool keepDim = false, DType? dtype = null)
        {
            var (x, rows, columns) = Ops.NormDims.Of("Linalg.MatrixNorm", a, dims, dtype);
            return ord == MatrixNormKind.Frobenius
                ? x.Norm(2, [rows, columns], keepDim)
                : Ops.NormDims.Restore(Svdvals(x.Movedim([rows, columns], [-2, -1])).Sum(-1), rows, columns, keepDim);
        }

        /// <summary>
        /// The norm of each matrix that a p-norm of vectors induces: for 1 the largest sum of absolute values of a column, for ∞ that
        /// of a row, for 2 the largest singular value; for -1, -∞ and -2 the smallest. Source: PyTorch, <c>torch.linalg.matrix_norm</c>.
        /// </summary>
        /// <param name="a">Numbers of a floating-point type; for 2 and -2 Float32 or Float64.</param>
        /// <param name="ord">1, -1, 2, -2, ∞ or -∞.</param>
        /// <param name="dims">The two dimensions that are the matrix; the last two if left out.</param>
        /// <param name="keepDim">Whether they stay, with size 1.</param>
        /// <param name="dtype">The type to convert to first.</param>
        /// <exception cref="ArgumentException">There is no such norm, there are not two such dimensions, or the elements are
        /// not floating-point numbers.</exception>
        public static Tensor MatrixNorm(Tensor a, double ord, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null)
        {
            var (x, rows, columns) = Ops.NormDims.Of("Linalg.MatrixNorm", a, dims, dtype);
            if (Math.Abs(ord) == 2)
            {
                var values = Svdvals(x.Movedim([rows, columns], [-2, -1]));
                return Ops.NormDims.Restore(ord > 0 ? values.Amax(-1) : values.Amin(-1), rows, columns, keepDim);
            }
            var (summed, left) = Math.Abs(ord) switch
            {
                1 => (rows, columns),
                double.PositiveInfinity => (columns, rows),
                _ => throw new ArgumentException(
                    $"Linalg.MatrixNorm: matrices have norms of the orders 1, 2 and infinity and their negatives, not {ord}; " +
                    "VectorNorm has all orders."),
            };
            var sums = x.Norm(1, summed, keepDim: true);
            var result = ord > 0 ? sums.Amax(left, keepDim: true) : sums.Amin(left, keepDim: true);
            return keepDim ? result : Ops.NormDims.Drop(result, rows, columns);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>The two dimensions that a norm takes as a matrix.</summary>
    internal static class NormDims
    {
        public static (Tensor X, int Rows, int Columns) Of(string operation, Tensor a, ReadOnlySpan<int> dims, DType? dtype)
        {
            ArgumentNullException.ThrowIfNull(a);
            if (a.Rank < 2 || dims.Length is not (0 or 2))
                throw new ArgumentException(
                    $"{operation}: a matrix has two dimensions, and shape {a.Shape} and {dims.Length} dimension(s) are given.");
            var (rows, columns) = dims.Length == 0 ? (a.Rank - 2, a.Rank - 1) : (Wrap(dims[0]), Wrap(dims[1]));
            int Wrap(int dim) => Dim.Wrap(dim, a.Rank, operation);
            if (rows == columns)
                throw new ArgumentException($"{operation}: a matrix needs two dimensions, and dimension {rows} is named twice.");
            return (Reduce.Floating(operation, a, dtype), rows, columns);
        }

        /// <summary>The two dimensions back, with size 1, if they are to stay.</summary>
        public static Tensor Restore(Tensor x, int rows, int columns, bool keepDim) =>
            keepDim ? x.Unsqueeze(Math.Min(rows, columns)).Unsqueeze(Math.Max(rows, columns)) : x;

        /// <summary>Without the two dimensions.</summary>
        public static Tensor Drop(Tensor x, int rows, int columns) => x.Squeeze(Math.Max(rows, columns)).Squeeze(Math.Min(rows, columns));
    }
}
