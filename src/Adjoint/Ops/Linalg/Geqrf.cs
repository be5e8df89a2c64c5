using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The QR decomposition of each matrix [..., m, n] as reflections: R in the upper triangle, the vectors of the reflections
        /// below, and their factors τ [..., min(m, n)]; what <see cref="Linalg.HouseholderProduct"/> and <see cref="Ormqr"/>
        /// read. <see cref="Linalg.Qr"/> gives Q and R themselves, with derivatives. Source: PyTorch, <c>torch.geqrf</c>.
        /// </summary>
        /// <exception cref="ArgumentException">The tensor is no matrix of Float32 or Float64.</exception>
        public (Tensor A, Tensor Tau) Geqrf()
        {
            Ops.Matrices.Check(nameof(Geqrf), this);
            var outputs = new Ops.Geqrf().ApplyMany(this);
            return (outputs[0], outputs[1]);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Geqrf : Primitive
    {
        internal override bool IsDifferentiable => false;

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var a = inputs[0].Copy();
            long m = a.Size(-2), n = a.Size(-1), k = Math.Min(m, n);
            var tau = Matrices.New(a, k);
            Matrices.Run(new Kernel(m, n), Shape.CountOf(Matrices.Batch(a).ToArray()), m * n * k, a, tau);
            return [a, tau];
        }

        readonly unsafe struct Kernel(long m, long n) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
                Householder<T>.Factor(slices.Of<T>(0), n, m, n, slices.Of<T>(1));
        }
    }
}
