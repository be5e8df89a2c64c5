using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The inverse of each square matrix: A⁻¹ A = I. To solve equations, <see cref="Solve"/> is faster and more exact.
        /// Source: PyTorch, <c>torch.linalg.inv</c>.
        /// </summary>
        /// <exception cref="ArgumentException">The input is no square matrix of Float32 or Float64.</exception>
        /// <exception cref="LinalgException">A matrix is singular.</exception>
        public static Tensor Inv(Tensor a)
        {
            var (inverse, info) = Ops.Inv.Of("Linalg.Inv", a);
            LinalgException.Check("Linalg.Inv", info,
                step => $"is singular: pivot {step} of its LU factorization is 0; Pinv gives a pseudoinverse.");
            return inverse;
        }

        /// <summary><see cref="Inv"/> without an exception for singular matrices, for which the result is arbitrary.</summary>
        /// <returns>Also the first pivot, counted from 1, that is 0, as Int32; 0 where there is none.</returns>
        /// <exception cref="ArgumentException">The input is no square matrix of Float32 or Float64.</exception>
        public static (Tensor Inverse, Tensor Info) InvEx(Tensor a) => Ops.Inv.Of("Linalg.InvEx", a);
    }

    public partial class Tensor
    {
        /// <summary>The inverse of a square matrix, or of each of a batch: see <see cref="Linalg.Inv"/>.</summary>
        /// <inheritdoc cref="Linalg.Inv" path="/exception"/>
        public Tensor Inverse() => Linalg.Inv(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Inv() : Primitive
    {
        static readonly Inv s_op = new();

        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        public static (Tensor Inverse, Tensor Info) Of(string operation, Tensor a)
        {
            Matrices.CheckSquare(operation, a);
            var outputs = s_op.ApplyMany(a);
            return (outputs[0], outputs[1]);
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var lu = inputs[0].Copy();
            var n = lu.Size(-1);
            var inverse = Tensor.Allocate(lu.Layout, lu.DType);
            var pivots = Matrices.Pivots(lu, n);
            var info = Matrices.Info(lu);
            Matrices.Run(new Kernel(n), info.Count, 2 * n * n * n, lu, pivots, info, inverse);
            return [inverse, info];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var turned = saved.OutputAt(0).Mt;
            results[0] = -turned.Matmul(gradients[0]!.Matmul(turned));
        }

        readonly unsafe struct Kernel(long n) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                var lu = slices.Of<T>(0);
                var pivots = slices.Of<int>(1);
                *slices.Of<int>(2) = Lu<T>.Factor(lu, n, n, n, pivots);
                Lu<T>.Invert(lu, pivots, n, slices.Of<T>(3));
            }
        }
    }
}
