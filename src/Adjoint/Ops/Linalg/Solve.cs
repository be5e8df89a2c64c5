using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The solution X of A X = B, or with <paramref name="left"/> false of X A = B, for square A [..., n, n] and B [..., n, k]; batches
        /// broadcast. B may also be one vector [n], or a vector for each matrix [..., n]. Source: PyTorch, <c>torch.linalg.solve</c>.
        /// </summary>
        /// <param name="a">The matrices, Float32 or Float64.</param>
        /// <param name="b">The right-hand sides.</param>
        /// <param name="left">Whether A stands left of the unknowns.</param>
        /// <exception cref="ArgumentException">The shapes do not fit, or the types are others or differ.</exception>
        /// <exception cref="LinalgException">A matrix is singular.</exception>
        public static Tensor Solve(Tensor a, Tensor b, bool left = true)
        {
            var (x, info) = Ops.Solve.Of("Linalg.Solve", a, b, left);
            LinalgException.Check("Linalg.Solve", info,
                step => $"is singular: pivot {step} of its LU factorization is 0; Lstsq and Pinv give solutions of least squares.");
            return x;
        }

        /// <summary><see cref="Solve"/> without an exception for singular matrices, for which the solution is arbitrary.</summary>
        /// <returns>Also the first pivot, counted from 1, that is 0, as Int32; 0 where there is none.</returns>
        /// <inheritdoc cref="Solve" path="//param"/>
        /// <exception cref="ArgumentException">The shapes do not fit, or the types are others or differ.</exception>
        public static (Tensor Result, Tensor Info) SolveEx(Tensor a, Tensor b, bool left = true) =>
            Ops.Solve.Of("Linalg.SolveEx", a, b, left);
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// A X = B for matrices of one batch. Factors and pivots are outputs, too, so that the way back need not factor again.
    /// </summary>
    internal sealed record Solve() : Primitive
    {
        static readonly Solve s_op = new();

        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        public static (Tensor X, Tensor Info) Of(string operation, Tensor a, Tensor b, bool left)
        {
            Matrices.CheckSquare(operation, a, "the matrix");
            ArgumentNullException.ThrowIfNull(b);
            Matrices.CheckSameType(operation, a, b);
            var isVector = b.Rank == 1 || b.Rank == a.Rank - 1 && b.Shape.AsSpan().SequenceEqual(a.Shape.AsSpan()[..^1]);
            if (isVector && !left)
                throw new ArgumentException($"{operation}: X A = B needs matrices, and B is {b.Shape}; use b.Unsqueeze(-2).");
            var sides = isVector ? b.Unsqueeze(-1) : b;
            Matrices.Check(operation, sides, "the right-hand side");
            if (a.Size(-1) != sides.Size(left ? -2 : -1))
                throw new ArgumentException(
                    $"{operation}: {a.Shape} and {b.Shape} do not fit; " +
                    $"{(left ? "A X = B needs as many rows" : "X A = B needs as many columns")} in B as A has.");
            (a, sides) = Matrices.Broadcasted(operation, a, sides);
            var outputs = left ? s_op.ApplyMany(a, sides) : s_op.ApplyMany(a.Mt, sides.Mt);
            var x = left ? outputs[0] : outputs[0].Mt;
            return (isVector ? x.Squeeze(-1) : x, outputs[3]);
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var (lu, x) = (inputs[0].Copy(), inputs[1].Copy());
            long n = lu.Size(-1), columns = x.Size(-1);
            var pivots = Matrices.Pivots(lu, n);
            var info = Matrices.Info(lu);
            Matrices.Run(new Kernel(n, columns), info.Count, n * n * (n + columns), lu, pivots, info, x);
            return [x, lu, pivots, info];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var g = gradients[0]!;
            var gb = GradMode.IsEnabled
                ? s_op.ApplyMany(saved.Input(0).Mt, g)[0]
                : Linalg.LuSolve(saved.OutputAt(1), saved.OutputAt(2), g, adjoint: true);
            results[1] = gb;
            if (saved.Needs(0)) results[0] = -gb.Matmul(saved.OutputAt(0).Mt);
        }

        readonly unsafe struct Kernel(long n, long columns) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                var lu = slices.Of<T>(0);
                var pivots = slices.Of<int>(1);
                *slices.Of<int>(2) = Lu<T>.Factor(lu, n, n, n, pivots);
                Lu<T>.Solve(lu, n, pivots, n, slices.Of<T>(3), columns);
            }
        }
    }
}
