using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Exponentials that sum to 1 along a dimension: exp(x) / Σ exp(x), computed as exp(x - m) / Σ exp(x - m) with the largest
        /// element m, so that nothing overflows.
        /// </summary>
        /// <param name="dim">The dimension along which the result sums to 1.</param>
        /// <param name="dtype">The type to convert to first; integers need one.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The type is not a floating-point one.</exception>
        public Tensor Softmax(int dim, DType? dtype = null) =>
            new Ops.Softmax(Dim.Wrap(dim, Rank)).Apply(Ops.Reduce.Floating(nameof(Softmax), this, dtype));

        /// <summary>The softmax of the negated elements, so that small ones count most: see <see cref="Softmax"/>.</summary>
        /// <inheritdoc cref="Softmax"/>
        public Tensor Softmin(int dim, DType? dtype = null) => (-this).Softmax(Adjoint.Dim.Wrap(dim, Rank), dtype);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Softmax(int Dim) : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            if (x.Count == 0) return x.Clone();
            var exponentials = (x - x.Detach().Amax(Dim, keepDim: true)).Exp();
            return exponentials / exponentials.Sum(Dim, keepDim: true);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Lines<SoftmaxLine>.Run(inputs[0], null, output, Dim);

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (g, y) = (gradients[0]!, saved.Output);
            if (!GradMode.IsEnabled)
            {
                results[0] = new LineGradient<SoftmaxBackwardLine>(Name, Dim).Apply(g, y);
                return;
            }
            var share = g * y;
            results[0] = share - y * share.Sum(Dim, keepDim: true);
        }
    }
}
