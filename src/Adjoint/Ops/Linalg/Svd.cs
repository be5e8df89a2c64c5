using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The singular value decomposition A = U diag(S) Vh of each matrix [..., m, n]: orthonormal columns of U and rows of Vh,
        /// S not negative and in descending order, k = min(m, n) of them. A pair of vectors may as well point the other way;
        /// derivatives through the vectors exist where singular values are different, and none of them 0 unless the matrix is
        /// square. Source: PyTorch, <c>torch.linalg.svd</c>.
        /// </summary>
        /// <param name="a">The matrices, Float32 or Float64.</param>
        /// <param name="fullMatrices">Whether U is m x m and Vh n x n, instead of m x k and k x n. No gradients flow through what
        /// that adds.</param>
        /// <exception cref="ArgumentException">The input is no matrix of Float32 or Float64.</exception>
        /// <exception cref="LinalgException">A matrix has elements that are not finite.</exception>
        public static (Tensor U, Tensor S, Tensor Vh) Svd(Tensor a, bool fullMatrices = true) =>
            Ops.Svd.Of("Linalg.Svd", a, fullMatrices) is [var u, var s, var vh, ..] ? (u, s, vh) : throw new InvalidOperationException();

        /// <summary>The singular values, in descending order, of each matrix: see <see cref="Svd"/>.</summary>
        /// <exception cref="ArgumentException">The input is no matrix of Float32 or Float64.</exception>
        /// <exception cref="LinalgException">A matrix has elements that are not finite.</exception>
        public static Tensor Svdvals(Tensor a)
        {
            ArgumentNullException.ThrowIfNull(a);
            // The derivative needs the vectors.
            var isRecorded = GradMode.IsEnabled && a.RequiresGrad;
            return Ops.Svd.Of("Linalg.Svdvals", a, isRecorded ? false : null)[1];
        }
    }
}

namespace Adjoint.Ops
{
    /// <param name="Full">Whether U and Vh are square; null for singular values alone.</param>
    internal sealed record Svd(bool? Full) : Primitive
    {
        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        public static Tensor[] Of(string operation, Tensor a, bool? full)
        {
            Matrices.Check(operation, a);
            var outputs = new Svd(full).ApplyMany(a);
            LinalgException.Check(operation, outputs[3], _ => "has elements that are not finite, or its singular values do not converge.");
            return outputs;
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var isWide = inputs[0].Size(-2) < inputs[0].Size(-1);
            var a = (isWide ? inputs[0].Mt : inputs[0]).Copy();
            long m = a.Size(-2), n = a.Size(-1), width = Full == true ? m : n;
            var s = Matrices.New(a, n);
            var info = Matrices.Info(a);
            if (Full is null)
            {
                Matrices.Run(new Kernel(m, (int)n, 0, false), info.Count, 4 * m * n * n, a, s, info);
                return [a, s, a, info];
            }
            var (u, vh) = (Matrices.New(a, m, width), Matrices.New(a, n, n));
            Matrices.Run(new Kernel(m, (int)n, width, true), info.Count, 20 * m * n * n, a, s, info, u, vh);
            return isWide ? [vh.Mt, s, u.Mt, info] : [u, s, vh, info];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (u, s, vh) = (saved.OutputAt(0), saved.OutputAt(1), saved.OutputAt(2));
            var (gu, gs, gvh) = (gradients[0], gradients[1], gradients[2]);
            var k = s.Size(-1);
            (u, gu) = (u.Narrow(-1, 0, k), gu?.Narrow(-1, 0, k));
            (vh, gvh) = (vh.Narrow(-2, 0, k), gvh?.Narrow(-2, 0, k));
            if (gu is null && gvh is null)
            {
                results[0] = (u * gs!.Unsqueeze(-2)).Matmul(vh);
                return;
            }
            var inner = Inner(u, s, vh, gu, gs, gvh);
            results[0] = gu is not null && u.Size(-2) > k ? (u.Matmul(inner) + Outside(u, gu) / s.Unsqueeze(-2)).Matmul(vh)
                : gvh is not null && vh.Size(-1) > k ? u.Matmul(inner.Matmul(vh) + Outside(vh.Mt, gvh.Mt).Mt / s.Unsqueeze(-1))
                : u.Matmul(inner).Matmul(vh);
        }

        // diag(gS) + skew(Uᵀ gU) / E S + S skew(Vᵀ gV) / E with E = sⱼ² - sᵢ² beside the diagonal.
        static Tensor Inner(Tensor u, Tensor s, Tensor vh, Tensor? gu, Tensor? gs, Tensor? gvh)
        {
            var squares = s.Square();
            var distance = squares.Unsqueeze(-2) - squares.Unsqueeze(-1) + Tensor.Eye(s.Size(-1), dtype: s.DType);
            Tensor? sum = gs?.DiagEmbed();
            if (gu is not null)
            {
                var turn = Skew(u.Mt.Matmul(gu)) / distance * s.Unsqueeze(-2);
                sum = sum is null ? turn : sum + turn;
            }
            if (gvh is not null)
            {
                var turn = s.Unsqueeze(-1) * (Skew(vh.Matmul(gvh.Mt)) / distance);
                sum = sum is null ? turn : sum + turn;
            }
            return sum!;
        }

        static Tensor Skew(Tensor x) => x - x.Mt;

        // What of g points out of the space the columns span.
        static Tensor Outside(Tensor columns, Tensor g) => g - columns.Matmul(columns.Mt.Matmul(g));

        readonly unsafe struct Kernel(long m, int n, long width, bool vectors) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
                *slices.Of<int>(2) = SingularValues<T>.Run(
                    slices.Of<T>(0), m, n, slices.Of<T>(1), vectors ? slices.Of<T>(3) : null, width, vectors ? slices.Of<T>(4) : null);
        }
    }
}
