using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The determinant of each square matrix; that of an empty one is 1. Its derivative, the matrix of cofactors, exists for
        /// singular matrices, too. Source: PyTorch, <c>torch.linalg.det</c>.
        /// </summary>
        /// <exception cref="ArgumentException">The input is no square matrix of Float32 or Float64.</exception>
        public static Tensor Det(Tensor a)
        {
            Ops.Matrices.CheckSquare("Linalg.Det", a);
            return Ops.Det.Op.Apply(a);
        }
    }

    public partial class Tensor
    {
        /// <summary>The determinant of a square matrix, or of each of a batch: see <see cref="Linalg.Det"/>.</summary>
        /// <inheritdoc cref="Linalg.Det" path="/exception"/>
        public Tensor Det() => Linalg.Det(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Det() : Primitive
    {
        public static readonly Det Op = new();

        internal override Reads Reads(int input) => Adjoint.Reads.First;

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            var lu = inputs[0].Copy();
            var n = lu.Size(-1);
            var pivots = Matrices.Pivots(lu, n);
            var det = Matrices.New(lu);
            Matrices.Run(new Kernel(n), det.Count, n * n * n, lu, pivots, det);
            return det;
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
            g.Unsqueeze(-1).Unsqueeze(-1) * Cofactors.Op.Apply(saved.Input(0));

        readonly unsafe struct Kernel(long n) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                var lu = slices.Of<T>(0);
                var pivots = slices.Of<int>(1);
                _ = Lu<T>.Factor(lu, n, n, n, pivots);
                var product = Lu<T>.Sign(pivots, n);
                for (long i = 0; i < n; i++) product *= lu[i * n + i];
                *slices.Of<T>(2) = product;
            }
        }
    }
}
