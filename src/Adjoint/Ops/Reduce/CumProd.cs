using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The products of the elements up to each one along a dimension. Integers and truth values are multiplied as Int64,
        /// Float32 in double precision. Derivatives are exact where elements are 0.
        /// </summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="dtype">The type to convert to before multiplying.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException"><paramref name="dtype"/> is Bool.</exception>
        public Tensor CumProd(int dim, DType? dtype = null) =>
            new Ops.CumProd(Dim.Wrap(dim, Rank)).Apply(To(dtype ?? (DType.IsFloatingPoint ? DType : DType.Int64)));
    }
}

namespace Adjoint.Ops
{
    internal sealed record CumProd(int Dim) : Scanning<Times>(Dim, Reverse: false)
    {
        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        // y[k] holds x[i] for all k >= i, so its gradient is the product before i times g[i] + x[i+1] (g[i+1] + x[i+2] (...)).
        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            if (g.Count == 0 || g.Rank == 0) return g;
            return Recurrence.Shift(saved.Output, Dim, first: 1) * new Recurrence(Dim, Reverse: true).Apply(saved.Input(0), g);
        }
    }
}
