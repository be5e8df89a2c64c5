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
    internal sealed record LogSoftmax(int Dim) : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            if (x.Count == 0) return x.Clone();
            var deviations = x - x.Detach().Amax(Dim, keepDim: true);
            return deviations - deviations.Exp().Sum(Dim, keepDim: true).Log();
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Lines<LogSoftmaxLine>.Run(inputs[0], null, output, Dim);

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (g, y) = (gradients[0]!, saved.Output);
            results[0] = GradMode.IsEnabled
                ? g - y.Exp() * g.Sum(Dim, keepDim: true)
                : new LineGradient<LogSoftmaxBackwardLine>(Name, Dim).Apply(g, y);
        }
    }
}
