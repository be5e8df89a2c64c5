using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The sign of the determinant of each square matrix, 1, 0 or -1, and the logarithm of its absolute value, without overflow
        /// on the way: det A = sign · exp(logAbsDet). A singular matrix gives 0 and -∞. Gradients flow through the logarithm.
        /// Source: PyTorch, <c>torch.linalg.slogdet</c>.
        /// </summary>
        /// <exception cref="ArgumentException">The input is no square matrix of Float32 or Float64.</exception>
        public static (Tensor Sign, Tensor LogAbsDet) Slogdet(Tensor a)
        {
            Ops.Matrices.CheckSquare("Linalg.Slogdet", a);
            var outputs = Ops.Slogdet.Op.ApplyMany(a);
            return (outputs[1], outputs[0]);
        }
    }

    public partial class Tensor
    {
        /// <summary>The sign of the determinant and the logarithm of its absolute value: see <see cref="Linalg.Slogdet"/>.</summary>
        /// <inheritdoc cref="Linalg.Slogdet" path="/exception"/>
        public (Tensor Sign, Tensor LogAbsDet) Slogdet() => Linalg.Slogdet(this);

        /// <summary>The logarithm of the determinant of each square matrix: -∞ where it is 0, NaN where it is negative.</summary>
        /// <inheritdoc cref="Linalg.Slogdet" path="/exception"/>
        public Tensor Logdet()
        {
            var (sign, logAbsDet) = Linalg.Slogdet(this);
            return Where(sign.Eq(-1), Full([], double.NaN, DType), logAbsDet);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>The logarithm, and the sign.</summary>
    internal sealed record Slogdet() : Primitive
    {
        public static readonly Slogdet Op = new();

        internal override Reads Reads(int input) => Adjoint.Reads.First;

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var lu = inputs[0].Copy();
            var n = lu.Size(-1);
            var pivots = Matrices.Pivots(lu, n);
            var layout = Layout.Contiguous(Matrices.Sizes(lu));
            var (log, sign) = (Tensor.Allocate(layout, lu.DType), Tensor.Allocate(layout, lu.DType));
            Matrices.Run(new Kernel(n), log.Count, n * n * n, lu, pivots, log, sign);
            return [log, sign];
        }

        // The sign is constant.
        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            if (gradients[0] is { } g) results[0] = g.Unsqueeze(-1).Unsqueeze(-1) * Linalg.InvEx(saved.Input(0)).Inverse.Mt;
        }

        readonly unsafe struct Kernel(long n) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                var lu = slices.Of<T>(0);
                var pivots = slices.Of<int>(1);
                _ = Lu<T>.Factor(lu, n, n, n, pivots);
                var (sign, sum) = (Lu<T>.Sign(pivots, n), T.Zero);
                for (long i = 0; i < n; i++)
                {
                    var pivot = lu[i * n + i];
                    if (pivot == T.Zero) sign = T.Zero;
                    if (pivot < T.Zero) sign = -sign;
                    sum += T.Log(T.Abs(pivot));
                }
                (*slices.Of<T>(2), *slices.Of<T>(3)) = (sum, sign);
            }
        }
    }
}
