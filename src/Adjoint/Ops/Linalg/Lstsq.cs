namespace Adjoint
{
    /// <summary>How <see cref="Linalg.Lstsq"/> computes; PyTorch's names of LAPACK's routines.</summary>
    public enum LstsqDriver
    {
        /// <summary>By singular values: matrices of any rank.</summary>
        Gelsy,

        /// <summary>By a QR decomposition: matrices of full rank, fastest.</summary>
        Gels,

        /// <summary>By singular values, which are given, too.</summary>
        Gelsd,

        /// <summary>The same.</summary>
        Gelss,
    }

    public static partial class Linalg
    {
        /// <summary>
        /// The solution of least squares of A X = B: X minimises |A X - B|, and among those that do is the shortest. A is
        /// [..., m, n], B [..., m, k], or a vector for each matrix. Derivatives are those among matrices of the same rank. Source:
        /// PyTorch, <c>torch.linalg.lstsq</c>.
        /// </summary>
        /// <param name="a">The matrices, Float32 or Float64.</param>
        /// <param name="b">The right-hand sides.</param>
        /// <param name="rcond">Which part of the largest singular value counts as 0; max(m, n) times the precision
        /// of the type if left out.</param>
        /// <param name="driver">The method.</param>
        /// <returns>X; the squared lengths of A X - B where m > n and the rank is n (otherwise empty); the rank (empty with
        /// <see cref="LstsqDriver.Gels"/>, which presumes it); the singular values (empty unless the driver gives them).</returns>
        /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
        /// <exception cref="LinalgException">A matrix has elements that are not finite.</exception>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) Lstsq(
            Tensor a, Tensor b, double? rcond = null, LstsqDriver driver = LstsqDriver.Gelsy)
        {
            const string Name = "Linalg.Lstsq";
            Ops.Matrices.Check(Name, a, "the matrix");
            ArgumentNullException.ThrowIfNull(b);
            Ops.Matrices.CheckSameType(Name, a, b);
            var isVector = b.Rank == a.Rank - 1 && b.Shape.AsSpan().SequenceEqual(a.Shape.AsSpan()[..^1]);
            var sides = isVector ? b.Unsqueeze(-1) : b;
            Ops.Matrices.Check(Name, sides, "the right-hand side");
            if (a.Size(-2) != sides.Size(-2))
                throw new ArgumentException($"{Name}: {a.Shape} and {b.Shape} do not fit; A X = B needs as many rows in B as A has.");
            var (matrix, right) = Ops.Matrices.Broadcasted(Name, a, sides);
            var solution = driver == LstsqDriver.Gels ? Ops.LeastSquares.ByQr(matrix, right) : Pinv(matrix, rtol: rcond).Matmul(right);
            var (empty, none) = (Tensor.Zeros([0], a.DType), Tensor.Zeros([0], DType.Int64));
            var rank = driver == LstsqDriver.Gels ? none : MatrixRank(matrix, rtol: rcond);
            var values = driver is LstsqDriver.Gelsd or LstsqDriver.Gelss ? Svdvals(matrix.Detach()) : empty;
            var isDetermined = matrix.Size(-2) > matrix.Size(-1) && rank.Eq(matrix.Size(-1)).All().Item<bool>();
            var residuals = isDetermined ? (matrix.Matmul(solution) - right).Square().Sum(-2) : empty;
            return (isVector ? solution.Squeeze(-1) : solution, residuals, rank, values);
        }
    }
}

namespace Adjoint.Ops
{
    internal static class LeastSquares
    {
        /// <summary>For matrices of full rank: with more rows the closest solution, with more columns the shortest.</summary>
        public static Tensor ByQr(Tensor a, Tensor b)
        {
            if (a.Size(-2) >= a.Size(-1))
            {
                var (q, r) = Linalg.Qr(a);
                return Linalg.SolveTriangular(r, q.Mt.Matmul(b), upper: true);
            }
            var (p, l) = Linalg.Qr(a.Mt);
            return p.Matmul(Linalg.SolveTriangular(l.Mt, b, upper: false));
        }
    }
}
