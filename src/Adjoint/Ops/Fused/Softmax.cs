using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Exponentials that sum to 1 along a dimension: exp(x) / Σ exp(x), computed as exp(x - m) / Σ exp(x - m) with the largest
        /// element m, so that nothing overflows.
        /// </summary>
        /// <param name="dim">The dimension along which the result sums to 1.</param>
        /// <param name="dtype">The type to convert to first; integers need one.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The type is not a floating-point one.</exception>
        public Tensor Softmax(int dim, DType? dtype = null) =>
            new Ops.Softmax(Dim.Wrap(dim, Rank)).Apply(Ops.Reduce.Floating(nameof(Softmax), this, dtype));

        /// <summary>The softmax of the negated elements, so that small ones count most: see <see cref="Softmax"/>.</summary>
        /// <inheritdoc cref="Softmax"/>
        public Tensor Softmin(int dim, DType? dtype = null) => (-this).Softmax(Adjoint.Dim.Wrap(dim, Rank), dtype);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Softmax(int Dim) : SoftmaxBase<SoftmaxLine, SoftmaxBackwardLine>(Dim)
    {
        protected override Tensor Of(Tensor deviations)
        {
            var exponentials = deviations.Exp();
            return exponentials / exponentials.Sum(Dim, keepDim: true);
        }

        protected override Tensor Gradient(Tensor g, Tensor y)
        {
            var share = g * y;
            return share - y * share.Sum(Dim, keepDim: true);
        }
    }
}
