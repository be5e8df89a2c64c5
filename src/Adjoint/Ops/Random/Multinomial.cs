using System.Numerics;
using Adjoint.Cpu.Sampling;

namespace Adjoint
{
    public partial class Tensor
    {
        // PyTorch's limit.
        const long MostCategories = 1 << 24;

        /// <summary>
        /// Draws indices, each as often as the element there, its weight, says: of a vector of weights, or of each row of a
        /// matrix. Weights need not sum to 1. The result is Int64, of shape [numSamples] or [rows, numSamples].
        /// </summary>
        /// <param name="numSamples">How many indices are drawn of each distribution.</param>
        /// <param name="replacement">Whether an index may be drawn more than once.</param>
        /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
        /// <exception cref="ArgumentException">This is not a floating-point vector or matrix; a weight is negative, infinite or
        /// NaN; all weights of a distribution are zero; or, without replacement, fewer of them are not than are to be drawn.</exception>
        public Tensor Multinomial(long numSamples, bool replacement = false, Generator? generator = null)
        {
            Ops.Draw.CheckFloating(nameof(Multinomial), DType);
            if (Rank is 0 or > 2)
                throw new ArgumentException(
                    $"Multinomial: weights are a vector or a matrix with one distribution in each row, not a tensor of shape {Shape}.");
            Require.Positive(nameof(Multinomial), numSamples);
            if (Size(-1) > MostCategories)
                throw new ArgumentException($"Multinomial: a distribution has at most 2^24 categories, not {Size(-1)}.");
            var x = Detach();
            if (!LogicalAnd(x >= 0, x < double.PositiveInfinity).All().Item<bool>())
                throw new ArgumentException("Multinomial: a weight is negative, infinite or NaN.");
            var needed = replacement ? 1 : numSamples;
            if (!((x > 0).Sum(-1) >= needed).All().Item<bool>())
                throw new ArgumentException(
                    $"Multinomial: a distribution has fewer than {needed} weights that are not zero; draw with replacement, or fewer.");
            return new Ops.Multinomial(numSamples, replacement, generator ?? Generator.Default).Apply(this);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Multinomial(long Count, bool Replacement, Generator Source) : Primitive
    {
        internal override DTypeSet Kernels => DTypeSet.Numbers;

        internal override bool IsDifferentiable => false;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var sizes = inputs[0].Shape.ToArray();
            sizes[^1] = Count;
            return new(Layout.Contiguous(sizes), DType.Int64);
        }

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            if (inputs[0].DType == DType.Float64) Run<double>(inputs[0], output);
            else Run<float>(inputs[0], output);
        }

        void Run<T>(Tensor weights, Tensor output) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var waiting = Replacement ? null : Draw.Like(weights).FillExponential(1, Source);
            var rows = weights.Rank == 1 ? 1 : weights.Size(0);
            lock (Source.Gate)
            {
                for (long row = 0; row < rows; row++)
                {
                    var draws = Row<long>(output, row);
                    if (waiting is null) Categories.WithReplacement(Source.Random, Row<T>(weights, row), draws);
                    else Categories.WithoutReplacement(Row<T>(weights, row), Row<T>(waiting, row), draws);
                }
            }
        }

        // One distribution, or what is drawn of it.
        static Span<T> Row<T>(Tensor x, long row) where T : unmanaged
        {
            if (x.Rank == 2) x = x.Detach().Select(0, row);
            return x.Ready().Span<T>();
        }
    }
}
