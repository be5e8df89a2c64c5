using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The smallest element up to each one along a dimension, and where it stands: see <see cref="CumMax"/>.
        /// NaN counts as the smallest.
        /// </summary>
        /// <inheritdoc cref="CumMax" path="//param|//returns|//exception"/>
        public (Tensor Values, Tensor Indices) CumMin(int dim) => new Ops.CumMin(Dim.Wrap(dim, Rank)).Both(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record CumMin(int Dim) : RunningChoice<Smallest>(Dim);
}
