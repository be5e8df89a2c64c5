using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    /// <summary>Which parts of a QR decomposition <see cref="Linalg.Qr"/> computes; k is the smaller of m and n.</summary>
    public enum QrMode
    {
        /// <summary>Q is m x k and R is k x n.</summary>
        Reduced,

        /// <summary>Q is m x m and R is m x n.</summary>
        Complete,

        /// <summary>Only R, k x n; Q is empty.</summary>
        R,
    }

    public static partial class Linalg
    {
        /// <summary>
        /// The QR decomposition A = Q R of each matrix [..., m, n]: the columns of Q are orthonormal, R is upper triangular. By
        /// reflections, so the diagonal of R may be negative, with the signs LAPACK gives. Source: PyTorch, <c>torch.linalg.qr</c>.
        /// </summary>
        /// <param name="a">Float32 or Float64.</param>
        /// <param name="mode">Which parts are computed. Derivatives need Q, and with <see cref="QrMode.Complete"/> no more rows than
        /// columns; they exist where the first k columns are independent.</param>
        /// <exception cref="ArgumentException">The input is no matrix of such numbers.</exception>
        public static (Tensor Q, Tensor R) Qr(Tensor a, QrMode mode = QrMode.Reduced)
        {
            Ops.Matrices.Check("Linalg.Qr", a);
            var outputs = new Ops.Qr(mode).ApplyMany(a);
            return (outputs[0], outputs[1]);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Qr(QrMode Mode) : Primitive
    {
        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var a = inputs[0].Copy();
            long m = a.Size(-2), n = a.Size(-1), k = Math.Min(m, n), width = Mode switch { QrMode.R => 0, QrMode.Complete => m, _ => k };
            var q = Tensor.Allocate(Layout.Contiguous(Mode == QrMode.R ? [0] : Matrices.Sizes(a, m, width)), a.DType);
            var r = Matrices.New(a, Mode == QrMode.Complete ? m : k, n);
            var tau = Matrices.New(a, k);
            Matrices.Run(new Kernel(m, n, width, r.Size(-2)), Shape.CountOf(Matrices.Batch(a)), m * n * k, a, tau, q, r);
            return [q, r];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (q, r, gq, gr) = (saved.OutputAt(0), saved.OutputAt(1), gradients[0], gradients[1]);
            if (Mode == QrMode.R)
                throw new InvalidOperationException(
                    "Linalg.Qr: the derivative needs Q, which mode R does not compute; use QrMode.Reduced.");
            long m = q.Size(-2), n = r.Size(-1);
            if (Mode == QrMode.Complete && m > n)
                throw new InvalidOperationException(
                    $"Linalg.Qr: with mode Complete, matrices of more rows than columns ({m} x {n}) have no derivative; " +
                    "use QrMode.Reduced.");
            results[0] = m >= n ? Tall(q, r, gq, gr) : Wide(q, r, gq, gr);
        }

        // A = Q R with R square: (gQ + Q S) R⁻ᵀ, S the symmetric matrix with the lower triangle of R gRᵀ - gQᵀ Q.
        static Tensor Tall(Tensor q, Tensor r, Tensor? gq, Tensor? gr)
        {
            var product = (gr is null ? null : r.Matmul(gr.Mt), gq is null ? null : gq.Mt.Matmul(q)) switch
            {
                (null, { } right) => -right,
                ({ } left, null) => left,
                var (left, right) => left! - right!,
            };
            var sum = q.Matmul(product.Tril() + product.Tril(-1).Mt);
            if (gq is not null) sum = sum + gq;
            return Linalg.SolveTriangular(r.Mt, sum, upper: false, left: false);
        }

        // The columns behind the first m are only multiplied: R₂ = Qᵀ A₂.
        static Tensor Wide(Tensor q, Tensor r, Tensor? gq, Tensor? gr)
        {
            var m = q.Size(-1);
            if (gr is null)
                return Tensor.Cat([Tall(q, r.Narrow(-1, 0, m), gq, null), Tensor.ZerosLike(r.Narrow(-1, m, r.Size(-1) - m))], -1);
            var (r1, r2, gr1, gr2) =
                (r.Narrow(-1, 0, m), r.Narrow(-1, m, r.Size(-1) - m), gr.Narrow(-1, 0, m), gr.Narrow(-1, m, r.Size(-1) - m));
            var through = q.Matmul(r2.Matmul(gr2.Mt));
            return Tensor.Cat([Tall(q, r1, gq is null ? through : gq + through, gr1), q.Matmul(gr2)], -1);
        }

        readonly unsafe struct Kernel(long m, long n, long width, long rows) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                T* a = slices.Of<T>(0), tau = slices.Of<T>(1), q = slices.Of<T>(2), r = slices.Of<T>(3);
                Householder<T>.Factor(a, n, m, n, tau);
                for (long i = 0; i < rows; i++)
                {
                    for (long j = 0; j < n; j++) r[i * n + j] = j < i ? T.Zero : a[i * n + j];
                }
                if (width > 0) Householder<T>.Form(new(a, n, 1), m, Math.Min(m, n), tau, q, width);
            }
        }
    }
}
