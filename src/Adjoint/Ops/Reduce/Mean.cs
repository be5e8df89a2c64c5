using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The mean of all elements: their sum divided by their number. NaN for no elements. Gives the same on any number of threads.
        /// </summary>
        /// <param name="dtype">The type to convert to first; integers need one.</param>
        /// <exception cref="ArgumentException">The type is not a floating-point one.</exception>
        public Tensor Mean(DType? dtype = null) => Mean([], keepDim: false, dtype);

        /// <summary>The mean along a dimension, which is removed, or kept with size 1.</summary>
        /// <inheritdoc cref="Mean(ReadOnlySpan{int}, bool, DType?)"/>
        public Tensor Mean(int dim, bool keepDim = false, DType? dtype = null) => Mean([dim], keepDim, dtype);

        /// <summary>
        /// The mean along several dimensions, which are removed, or kept with size 1; none means all. See <see cref="Mean(DType?)"/>.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The type is not a floating-point one, or a dimension is named twice.</exception>
        public Tensor Mean(ReadOnlySpan<int> dims, bool keepDim = false, DType? dtype = null) =>
            new Ops.Mean(Ops.Reduce.Over(dims, Rank), keepDim).Apply(Ops.Reduce.Floating(nameof(Mean), this, dtype));
    }
}

namespace Adjoint.Ops
{
    internal sealed record Mean(Dims Over, bool KeepDim) : Reduction<Plus>(Over, KeepDim), IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        protected override double? Identity => double.NaN;

        protected override void Finish(Tensor x, Tensor output) => Div.Op.ApplyInPlace(output, Reduce.Count(x.Layout.Sizes, Over));

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var layout = saved.InputSpec(0).Layout;
            return (Restore(g, saved) / Reduce.Count(layout.Sizes, Over)).Expand(layout.Shape);
        }
    }
}
