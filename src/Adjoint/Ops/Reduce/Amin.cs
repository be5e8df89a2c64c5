using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The smallest element along a dimension, which is removed, or kept with size 1. NaN if there is one. Elements that are
        /// equally small share the gradient evenly.
        /// </summary>
        /// <inheritdoc cref="Amax(ReadOnlySpan{int}, bool)"/>
        public Tensor Amin(int dim, bool keepDim = false) => Amin([dim], keepDim);

        /// <summary>The smallest element along several dimensions; none means all. See <see cref="Amin(int, bool)"/>.</summary>
        /// <inheritdoc cref="Amax(ReadOnlySpan{int}, bool)"/>
        public Tensor Amin(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new Ops.Amin(Ops.Reduce.Over(dims, Rank), keepDim).Apply(this);

        /// <summary>
        /// The smallest and the largest of all elements: <see cref="Amin(int, bool)"/> and <see cref="Amax(int, bool)"/>.
        /// </summary>
        public (Tensor Min, Tensor Max) Aminmax() => (Amin(), Amax());

        /// <summary>
        /// The smallest and the largest element along a dimension: <see cref="Amin(int, bool)"/> and <see cref="Amax(int, bool)"/>.
        /// </summary>
        public (Tensor Min, Tensor Max) Aminmax(int dim, bool keepDim = false)
        {
            dim = Dim.Wrap(dim, Rank);
            return (Amin(dim, keepDim), Amax(dim, keepDim));
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Amin(Dims Over, bool KeepDim) : Extreme<Smallest>(Over, KeepDim);
}
