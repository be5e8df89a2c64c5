using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The logarithm of <see cref="Softmax"/>, computed without taking the logarithm of a small number: x - m - log Σ exp(x - m)
        /// with the largest element m.
        /// </summary>
        /// <inheritdoc cref="Softmax"/>
        public Tensor LogSoftmax(int dim, DType? dtype = null) =>
            new Ops.LogSoftmax(Dim.Wrap(dim, Rank)).Apply(Ops.Reduce.Floating(nameof(LogSoftmax), this, dtype));
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogSoftmax(int Dim) : SoftmaxBase<LogSoftmaxLine, LogSoftmaxBackwardLine>(Dim)
    {
        protected override Tensor Of(Tensor deviations) => deviations - deviations.Exp().Sum(Dim, keepDim: true).Log();

        protected override Tensor Gradient(Tensor g, Tensor y) => g - y.Exp() * g.Sum(Dim, keepDim: true);
    }
}
