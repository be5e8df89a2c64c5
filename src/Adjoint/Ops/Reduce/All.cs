using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Whether all elements are true, that is, not 0; a Bool tensor. NaN is true; of no elements all are.</summary>
        public Tensor All() => All([]);

        /// <summary>Whether all elements along a dimension are true; the dimension is removed, or kept with size 1.</summary>
        /// <inheritdoc cref="All(ReadOnlySpan{int}, bool)"/>
        public Tensor All(int dim, bool keepDim = false) => All([dim], keepDim);

        /// <summary>Whether all elements along several dimensions are true; none means all dimensions. See <see cref="All()"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">A dimension is named twice.</exception>
        public Tensor All(ReadOnlySpan<int> dims, bool keepDim = false) =>
            new Ops.All(Ops.Reduce.Over(dims, Rank), keepDim).Apply(Truth());
    }
}

namespace Adjoint.Ops
{
    internal sealed record All(Dims Over, bool KeepDim) : Reduction<Smallest>(Over, KeepDim)
    {
        internal override bool IsDifferentiable => false;

        protected override double? Identity => 1;
    }
}
