using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The logarithm of the sum of the exponentials along a dimension: log Σ exp(x), computed as m + log Σ exp(x - m) with the
        /// largest element m, so that nothing overflows. -∞ where all elements are, or where there are none.
        /// </summary>
        /// <inheritdoc cref="LogSumExp(ReadOnlySpan{int}, bool)"/>
        public Tensor LogSumExp(int dim, bool keepDim = false) => LogSumExp([dim], keepDim);

        /// <summary>
        /// The logarithm of the sum of the exponentials along several dimensions: see <see cref="LogSumExp(int, bool)"/>.
        /// </summary>
        /// <param name="dims">The dimensions; none means all.</param>
        /// <param name="keepDim">Whether the dimensions stay, with size 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">A dimension is named twice.</exception>
        public Tensor LogSumExp(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new Ops.LogSumExp(Ops.Reduce.Over(dims, Rank), keepDim).Apply(To(DType.Floating));
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogSumExp(Dims Over, bool KeepDim) : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            if (x.Count == 0) return new Sum(Over, KeepDim).Apply(x.Exp()).Log();
            var largest = Largest(x.Detach());
            var sum = new Sum(Over, KeepDim: true).Apply((x - largest).Exp());
            return (sum.Log() + largest).Reshape(Reduce.Sizes(x.Layout.Sizes, Over, KeepDim));
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new(Layout.Contiguous(Reduce.Sizes(inputs[0].Layout.Sizes, Over, KeepDim)), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var x = inputs[0];
            if (x.Count == 0)
            {
                output.Fill(double.NegativeInfinity);
                return;
            }
            var largest = Largest(x.Detach());
            Reduce.Run<Plus, ExpDeviation>(default, x, largest, Over, output);
            Log.Op.EvaluateInto(output, output);
            Add.Op.EvaluateInto(output, output, largest.Alias(output.Layout, largest.StorageOffset));
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var x = saved.Input(0);
            results[0] = Reduce.Restore(gradients[0]!, x.Layout, Over, KeepDim)
                * (x - Reduce.Restore(saved.Output, x.Layout, Over, KeepDim)).Exp();
        }

        // An infinite one is left in the exponential, where it does no harm; ∞ - ∞ would.
        Tensor Largest(Tensor x)
        {
            var largest = new Amax(Over, KeepDim: true).Evaluate([x]);
            return Tensor.Where(largest.Abs().Eq(double.PositiveInfinity), Tensor.Zeros([], x.DType), largest);
        }
    }
}
