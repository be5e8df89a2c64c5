using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The smallest of all elements; NaN if there is one. Elements that are equally small share the gradient evenly.</summary>
        /// <exception cref="ArgumentException">There are no elements.</exception>
        public Tensor Min()
        {
            Ops.Reduce.CheckNotEmpty(nameof(Min), this, []);
            return Amin();
        }

        /// <summary>
        /// The smallest element along a dimension, and the index where it stands first. NaN counts as the smallest. The gradient
        /// goes to that element alone; <see cref="Amin(int, bool)"/> shares it between equals.
        /// </summary>
        /// <inheritdoc cref="Max(int, bool)"/>
        public (Tensor Values, Tensor Indices) Min(int dim, bool keepDim = false)
        {
            var outputs = new Ops.Min(Dim.Wrap(dim, Rank), keepDim).ApplyMany(this);
            return (outputs[0], outputs[1]);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Min(int Dim, bool KeepDim) : Choice<Smallest>(Dim, KeepDim);
}
