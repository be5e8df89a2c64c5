using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The LU factorization with partial pivoting of each matrix [..., m, n], as <see cref="LuSolve"/> and
        /// <see cref="LuUnpack"/> read it. Source: PyTorch, <c>torch.linalg.lu_factor</c>.
        /// </summary>
        /// <returns>U in the upper triangle and L, without its ones, below; and for each step, as Int32 [..., min(m, n)], the row,
        /// counted from 1, with which it was exchanged.</returns>
        /// <exception cref="ArgumentException">The input is no matrix of Float32 or Float64.</exception>
        /// <exception cref="LinalgException">A pivot is 0: U is singular. <see cref="LuFactorEx"/> gives the factors
        /// all the same.</exception>
        public static (Tensor LU, Tensor Pivots) LuFactor(Tensor a)
        {
            var (lu, pivots, info) = Ops.LuFactor.Of("Linalg.LuFactor", a);
            LinalgException.Check("Linalg.LuFactor", info,
                step => $"is singular: pivot {step} is 0; LuFactorEx gives the factors all the same.");
            return (lu, pivots);
        }

        /// <summary><see cref="LuFactor"/> without an exception for singular matrices.</summary>
        /// <returns>Also the first step, counted from 1, whose pivot is 0, as Int32; 0 where there is none.</returns>
        /// <exception cref="ArgumentException">The input is no matrix of Float32 or Float64.</exception>
        public static (Tensor LU, Tensor Pivots, Tensor Info) LuFactorEx(Tensor a) => Ops.LuFactor.Of("Linalg.LuFactorEx", a);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LuFactor() : Primitive
    {
        static readonly LuFactor s_op = new();

        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        public static (Tensor LU, Tensor Pivots, Tensor Info) Of(string operation, Tensor a)
        {
            Matrices.Check(operation, a);
            return s_op.ApplyMany(a) is [var lu, var pivots, var info] ? (lu, pivots, info) : throw new InvalidOperationException();
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var lu = inputs[0].Copy();
            long m = lu.Size(-2), n = lu.Size(-1), k = Math.Min(m, n);
            var pivots = Matrices.Pivots(lu, k);
            var info = Matrices.Info(lu);
            Matrices.Run(new Kernel(m, n), info.Count, m * n * k, lu, pivots, info);
            return [lu, pivots, info];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (lu, g) = (saved.OutputAt(0), gradients[0]!);
            long m = lu.Size(-2), n = lu.Size(-1), k = Math.Min(m, n);
            var (l, u) = (lu.Narrow(-1, 0, k), lu.Narrow(-2, 0, k));
            var (gl, gu) = (g.Narrow(-1, 0, k).Tril(-1), g.Narrow(-2, 0, k).Triu());
            var ga = m == n ? Square(l, u, gl, gu) : m < n ? Wide(l, u, gl, gu, k) : Tall(l, u, gl, gu, k);
            results[0] = Permutation.Undo("Linalg.LuFactor", ga, saved.OutputAt(1));
        }

        // L⁻ᵀ (the lower triangle of Lᵀ gL, without its diagonal, and the upper of gU Uᵀ) U⁻ᵀ.
        static Tensor Square(Tensor l, Tensor u, Tensor gl, Tensor gu)
        {
            var lower = l.Tril(-1) + Matrices.Identity([], l.Size(-1), l.DType);
            var middle = lower.Mt.Matmul(gl).Tril(-1) + gu.Matmul(u.Triu().Mt).Triu();
            var right = Linalg.SolveTriangular(u.Mt, middle, upper: false, left: false);
            return Linalg.SolveTriangular(l.Mt, right, upper: true, unitriangular: true);
        }

        // The columns behind the first k are only solved for: U₂ = L⁻¹ A₂.
        static Tensor Wide(Tensor l, Tensor u, Tensor gl, Tensor gu, long k)
        {
            var rest = u.Size(-1) - k;
            var (u2, gu2) = (u.Narrow(-1, k, rest), gu.Narrow(-1, k, rest));
            var ga2 = Linalg.SolveTriangular(l.Mt, gu2, upper: true, unitriangular: true);
            return Tensor.Cat([Square(l, u.Narrow(-1, 0, k), gl - ga2.Matmul(u2.Mt).Tril(-1), gu.Narrow(-1, 0, k)), ga2], -1);
        }

        // The rows behind the first k are only solved for: L₂ = A₂ U⁻¹.
        static Tensor Tall(Tensor l, Tensor u, Tensor gl, Tensor gu, long k)
        {
            var rest = l.Size(-2) - k;
            var (l2, gl2) = (l.Narrow(-2, k, rest), gl.Narrow(-2, k, rest));
            var ga2 = Linalg.SolveTriangular(u.Mt, gl2, upper: false, left: false);
            return Tensor.Cat([Square(l.Narrow(-2, 0, k), u, gl.Narrow(-2, 0, k), gu - l2.Mt.Matmul(ga2).Triu()), ga2], -2);
        }

        readonly unsafe struct Kernel(long m, long n) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
                *slices.Of<int>(2) = Lu<T>.Factor(slices.Of<T>(0), n, m, n, slices.Of<int>(1));
        }
    }
}
