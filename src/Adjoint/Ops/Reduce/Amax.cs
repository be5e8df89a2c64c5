using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The largest element along a dimension, which is removed, or kept with size 1. NaN if there is one. Elements that are
        /// equally large share the gradient evenly.
        /// </summary>
        /// <inheritdoc cref="Amax(ReadOnlySpan{int}, bool)"/>
        public Tensor Amax(int dim, bool keepDim = false) => Amax([dim], keepDim);

        /// <summary>The largest element along several dimensions; none means all. See <see cref="Amax(int, bool)"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">There are no elements to choose from, or a dimension is named twice.</exception>
        public Tensor Amax(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new Ops.Amax(Ops.Reduce.Over(dims, Rank), keepDim).Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Amax(Dims Over, bool KeepDim) : Extreme<Largest>(Over, KeepDim);

    /// <summary>A reduction to one of the elements; those equal to it share the gradient.</summary>
    internal abstract record Extreme<TFold>(Dims Over, bool KeepDim) : Reduction<TFold>(Over, KeepDim) where TFold : struct, IFold
    {
        protected sealed override double? Identity => null;

        internal sealed override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        protected sealed override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var x = saved.Input(0);
            // Where one element is NaN so is the result, though they do not compare equal.
            var chosen = Tensor.LogicalOr(x.Eq(Restore(saved.Output, saved)), x.IsNaN()).To(g.DType);
            return chosen * (Restore(g, saved) / new Sum(Over, KeepDim: true).Apply(chosen));
        }
    }
}
