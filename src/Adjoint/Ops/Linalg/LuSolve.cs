namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The solution X of A X = B, given the factors of A from <see cref="LuFactor"/>. With <paramref name="left"/> false that
        /// of X A = B, with <paramref name="adjoint"/> that of Aᵀ X = B. Batches broadcast. Source: PyTorch, <c>torch.linalg.lu_solve</c>.
        /// </summary>
        /// <param name="lu">The factors, [..., n, n].</param>
        /// <param name="pivots">The exchanges of rows, Int32 [..., n].</param>
        /// <param name="b">The right-hand sides, [..., n, k].</param>
        /// <param name="left">Whether A stands left of the unknowns.</param>
        /// <param name="adjoint">Whether A is transposed.</param>
        /// <exception cref="ArgumentException">The shapes or types do not fit, or a pivot is not the number of a row.</exception>
        public static Tensor LuSolve(Tensor lu, Tensor pivots, Tensor b, bool left = true, bool adjoint = false)
        {
            const string Name = "Linalg.LuSolve";
            Ops.Matrices.CheckSquare(Name, lu, "the factors");
            Ops.LuPivots.Check(Name, lu, pivots);
            Ops.Matrices.Check(Name, b, "the right-hand side");
            if (lu.Size(-1) != b.Size(left ? -2 : -1))
                throw new ArgumentException($"{Name}: the factors {lu.Shape} and the right-hand side {b.Shape} do not fit.");
            if (!left) return LuSolve(lu, pivots, b.Mt, adjoint: !adjoint).Mt;
            if (!adjoint)
            {
                var y = SolveTriangular(lu, Ops.Permutation.Do(Name, b, pivots), upper: false, unitriangular: true);
                return SolveTriangular(lu, y, upper: true);
            }
            var z = SolveTriangular(lu.Mt, b, upper: false);
            return Ops.Permutation.Undo(Name, SolveTriangular(lu.Mt, z, upper: true, unitriangular: true), pivots);
        }
    }

    public partial class Tensor
    {
        /// <summary>The solution of A X = this tensor, given the factors of A: see <see cref="Linalg.LuSolve"/>.</summary>
        /// <inheritdoc cref="Linalg.LuSolve" path="/exception"/>
        public Tensor LuSolve(Tensor lu, Tensor pivots) => Linalg.LuSolve(lu, pivots, this);
    }
}

namespace Adjoint.Ops
{
    internal static class LuPivots
    {
        /// <summary>Throws unless the pivots are Int32 and those of factors of this shape.</summary>
        public static void Check(string operation, Tensor lu, Tensor pivots)
        {
            ArgumentNullException.ThrowIfNull(pivots);
            if (pivots.DType != DType.Int32) throw new ArgumentException($"{operation}: pivots are Int32, not {pivots.DType}.");
            if (!pivots.Shape.AsSpan().SequenceEqual(Matrices.Sizes(lu, Math.Min(lu.Size(-2), lu.Size(-1)))))
                throw new ArgumentException(
                    $"{operation}: factors of shape {lu.Shape} have pivots of shape " +
                    $"[{string.Join(", ", Matrices.Sizes(lu, Math.Min(lu.Size(-2), lu.Size(-1))))}], not {pivots.Shape}.");
        }
    }
}
