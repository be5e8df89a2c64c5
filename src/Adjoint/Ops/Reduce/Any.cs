using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Whether any element is true, that is, not 0; a Bool tensor. NaN is true; of no elements none is.</summary>
        public Tensor Any() => Any([]);

        /// <summary>Whether any element along a dimension is true; the dimension is removed, or kept with size 1.</summary>
        /// <inheritdoc cref="Any(ReadOnlySpan{int}, bool)"/>
        public Tensor Any(int dim, bool keepDim = false) => Any([dim], keepDim);

        /// <summary>Whether any element along several dimensions is true; none means all dimensions. See <see cref="Any()"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">A dimension is named twice.</exception>
        public Tensor Any(ReadOnlySpan<int> dims, bool keepDim = false) =>
            new Ops.Any(Ops.Reduce.Over(dims, Rank), keepDim).Apply(Truth());

        /// <summary>Whether each element is not 0.</summary>
        Tensor Truth() => DType == DType.Bool ? this : Ne(0);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Any(Dims Over, bool KeepDim) : Reduction<Largest>(Over, KeepDim)
    {
        internal override bool IsDifferentiable => false;

        protected override double? Identity => 0;
    }
}
