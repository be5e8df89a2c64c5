using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The largest of all elements; NaN if there is one. Elements that are equally large share the gradient evenly.</summary>
        /// <exception cref="ArgumentException">There are no elements.</exception>
        public Tensor Max()
        {
            Ops.Reduce.CheckNotEmpty(nameof(Max), this, []);
            return Amax();
        }

        /// <summary>
        /// The largest element along a dimension, and the index where it stands first. NaN counts as the largest. The gradient goes
        /// to that element alone; <see cref="Amax(int, bool)"/> shares it between equals.
        /// </summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepDim">Whether it stays, with size 1.</param>
        /// <returns>The elements, and their positions as Int64.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The dimension is empty.</exception>
        public (Tensor Values, Tensor Indices) Max(int dim, bool keepDim = false)
        {
            var outputs = new Ops.Max(Dim.Wrap(dim, Rank), keepDim).ApplyMany(this);
            return (outputs[0], outputs[1]);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Max(int Dim, bool KeepDim) : Choice<Largest>(Dim, KeepDim);
}
