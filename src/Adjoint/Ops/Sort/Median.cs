namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The middle one of all elements in order; the lower one where there are two
        /// (<see cref="Quantile(double, int?, bool, QuantileInterpolation)"/> takes their mean). NaN if there is one,
        /// or if there are no elements. Elements equal to it share the gradient evenly.
        /// </summary>
        public Tensor Median() => new Ops.Median(SkipsNaN: false).Apply(this);

        /// <summary>
        /// The middle element along a dimension, the lower one where there are two, and where it stands: of equal elements, the one
        /// that a stable sort puts there. The first NaN, if there is one. The gradient goes to that element alone.
        /// </summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepDim">Whether it stays, with size 1.</param>
        /// <returns>The elements, and their positions as Int64.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The dimension is empty.</exception>
        public (Tensor Values, Tensor Indices) Median(int dim, bool keepDim = false) =>
            Ops.Median.Along(this, dim, keepDim, skipsNaN: false);

        /// <summary>The same as <see cref="Median()"/> of the elements that are not NaN; NaN if there are none.</summary>
        public Tensor NanMedian() => new Ops.Median(SkipsNaN: true).Apply(this);

        /// <summary>
        /// The same as <see cref="Median(int, bool)"/> of the elements that are not NaN; the first NaN if there are none.
        /// </summary>
        /// <inheritdoc cref="Median(int, bool)" path="//param|//returns|//exception"/>
        public (Tensor Values, Tensor Indices) NanMedian(int dim, bool keepDim = false) =>
            Ops.Median.Along(this, dim, keepDim, skipsNaN: true);
    }
}

namespace Adjoint.Ops
{
    /// <summary>The middle one of all elements.</summary>
    internal sealed record Median(bool SkipsNaN) : Primitive
    {
        internal override string Name => SkipsNaN ? nameof(Tensor.NanMedian) : nameof(Tensor.Median);

        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            if (x.Count == 0) return Tensor.Full([], double.NaN, x.DType);
            return x.Reshape(-1).Gather(0, Ranks.Middle(x.Reshape(-1), SkipsNaN).Reshape(1)).Reshape();
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            Tensor x = saved.Input(0), y = saved.Output;
            var chosen = Tensor.LogicalOr(x.Eq(y), Tensor.LogicalAnd(x.IsNaN(), y.IsNaN())).To(g.DType);
            return chosen * (g / chosen.Sum());
        }

        public static (Tensor Values, Tensor Indices) Along(Tensor x, int dim, bool keepDim, bool skipsNaN) =>
            Ranks.Choose(
                skipsNaN ? nameof(Tensor.NanMedian) : nameof(Tensor.Median), x, dim, keepDim, lines => Ranks.Middle(lines, skipsNaN));
    }
}
