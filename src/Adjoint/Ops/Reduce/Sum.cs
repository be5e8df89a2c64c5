using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The sum of all elements. Integers and truth values are summed as Int64, 16-bit floating-point numbers in Float32.
        /// Floating-point numbers are summed block by block and then pairwise, so that the error stays small and the result
        /// does not depend on the number of threads. The sum of no elements is 0.
        /// </summary>
        /// <param name="dtype">The type to convert to before summing. In Bool a sum is true where <see cref="Any()"/> is.</param>
        public Tensor Sum(DType? dtype = null) => Sum([], keepDim: false, dtype);

        /// <summary>The sum along a dimension, which is removed, or kept with size 1.</summary>
        /// <inheritdoc cref="Sum(ReadOnlySpan{int}, bool, DType?)"/>
        public Tensor Sum(int dim, bool keepDim = false, DType? dtype = null) => Sum([dim], keepDim, dtype);

        /// <summary>
        /// The sum along several dimensions, which are removed, or kept with size 1; none means all. See <see cref="Sum(DType?)"/>.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">A dimension is named twice.</exception>
        public Tensor Sum(ReadOnlySpan<int> dims, bool keepDim = false, DType? dtype = null) => dtype == DType.Bool
            ? Any(dims, keepDim)
            : new Ops.Sum(Ops.Reduce.Over(dims, Rank), keepDim).Apply(To(dtype ?? (DType.IsFloatingPoint ? DType : DType.Int64)));
    }
}

namespace Adjoint.Ops
{
    internal sealed record Sum(Dims Over, bool KeepDim) : Reduction<Plus>(Over, KeepDim), IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        protected override double? Identity => 0;

        protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
            Restore(g, saved).Expand(saved.InputSpec(0).Layout.Shape);
    }
}
