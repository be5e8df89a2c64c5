namespace Adjoint
{
    /// <summary>
    /// What <see cref="Tensor.Quantile(double, int?, bool, QuantileInterpolation)"/> does where a quantile lies between two elements.
    /// </summary>
    public enum QuantileInterpolation
    {
        /// <summary>As far between them as the quantile is.</summary>
        Linear,

        /// <summary>The lower one.</summary>
        Lower,

        /// <summary>The higher one.</summary>
        Higher,

        /// <summary>The nearer one; half-way, the one with the even rank.</summary>
        Nearest,

        /// <summary>Their mean.</summary>
        Midpoint,
    }

    public partial class Tensor
    {
        /// <summary>
        /// The number that a fraction <paramref name="q"/> of the elements is below: with n elements in order, the one of rank
        /// q (n - 1), the smallest having rank 0, or between two. NaN if there is one. Found without sorting; gradients go to the one or
        /// two elements it is made of.
        /// </summary>
        /// <param name="q">The fraction: 0 for the smallest, 0.5 for the median, 1 for the largest.</param>
        /// <param name="dim">The dimension; all elements together if left out.</param>
        /// <param name="keepDim">Whether the dimension stays, with size 1.</param>
        /// <param name="interpolation">What is done between two elements.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or <paramref name="q"/>
        /// is not from 0 to 1.</exception>
        /// <exception cref="ArgumentException">There are no elements, or they are not floating-point numbers.</exception>
        public Tensor Quantile(
            double q, int? dim = null, bool keepDim = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear) =>
            Ops.Quantile.Of(nameof(Quantile), this, From(q, DType.Float64), dim, keepDim, interpolation, skipsNaN: false);

        /// <summary>
        /// Several quantiles at once; they stand along a new first dimension if <paramref name="q"/> is a vector. Gradients flow to
        /// <paramref name="q"/> too. See <see cref="Quantile(double, int?, bool, QuantileInterpolation)"/>.
        /// </summary>
        /// <inheritdoc cref="Quantile(double, int?, bool, QuantileInterpolation)" path="//param|//exception"/>
        public Tensor Quantile(
            Tensor q, int? dim = null, bool keepDim = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear) =>
            Ops.Quantile.Of(nameof(Quantile), this, q, dim, keepDim, interpolation, skipsNaN: false);

        /// <summary>
        /// The quantile of the elements that are not NaN; NaN if there are none.
        /// See <see cref="Quantile(double, int?, bool, QuantileInterpolation)"/>.
        /// </summary>
        /// <inheritdoc cref="Quantile(double, int?, bool, QuantileInterpolation)" path="//param|//exception"/>
        public Tensor NanQuantile(
            double q, int? dim = null, bool keepDim = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear) =>
            Ops.Quantile.Of(nameof(NanQuantile), this, From(q, DType.Float64), dim, keepDim, interpolation, skipsNaN: true);

        /// <summary>
        /// Several quantiles of the elements that are not NaN: see <see cref="Quantile(Tensor, int?, bool, QuantileInterpolation)"/>.
        /// </summary>
        /// <inheritdoc cref="Quantile(double, int?, bool, QuantileInterpolation)" path="//param|//exception"/>
        public Tensor NanQuantile(
            Tensor q, int? dim = null, bool keepDim = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear) =>
            Ops.Quantile.Of(nameof(NanQuantile), this, q, dim, keepDim, interpolation, skipsNaN: true);
    }
}

namespace Adjoint.Ops
{
    /// <summary>Quantiles, in tensor operations around the search for ranks.</summary>
    internal static class Quantile
    {
        // Float32 counts no further; up to here ranks are those of PyTorch, which takes no longer lines.
        const long Countable = 1 << 24;

        public static Tensor Of(
            string operation, Tensor x, Tensor q, int? dim, bool keepDim, QuantileInterpolation interpolation, bool skipsNaN)
        {
            ArgumentNullException.ThrowIfNull(q);
            Reduce.RequireFloating(operation, x.DType);
            Dims over = dim is { } one ? [Dim.Wrap(one, x.Rank, operation)] : [];
            Reduce.CheckNotEmpty(operation, x, over);
            Check(operation, q);
            if (x.DType.IsHalf) return Of(operation, x.To(DType.Float32), q, dim, keepDim, interpolation, skipsNaN).To(x.DType);

            var lines = dim is null || x.Rank == 0 ? x.Reshape(-1) : x.Movedim((int)over[0], -1);
            var type = lines.Size(-1) > Countable ? DType.Float64 : x.DType;
            var rank = Rank(lines, q.To(type).Reshape(-1), skipsNaN);
            var values = Values(lines, rank, interpolation);
            var sizes = Reduce.Sizes(x.Layout.Sizes, over, keepDim);
            return q.Rank == 0 ? values.Reshape(sizes) : values.Movedim(-1, 0).Reshape([q.Count, .. sizes]);
        }

        static void Check(string operation, Tensor q)
        {
            if (q.Rank > 1) throw new ArgumentException($"{operation}: q must be a number or a vector, not of shape {q.Shape}.");
            foreach (var fraction in q.Detach().ToArray<double>())
            {
                if (!(fraction is >= 0 and <= 1))
                    throw new ArgumentOutOfRangeException(nameof(q), fraction, $"{operation}: q must be from 0 to 1, not {fraction}.");
            }
        }

        // [quantiles], or [.., quantiles] where lines differ. A line with NaN gets the last rank, where NaN is.
        static Tensor Rank(Tensor lines, Tensor q, bool skipsNaN)
        {
            var last = lines.Size(-1) - 1;
            var isNaN = lines.Detach().IsNaN();
            if (!isNaN.Any().Item<bool>()) return q * last;
            if (skipsNaN) return q * (last - isNaN.Sum(-1, keepDim: true)).Clamp(min: 0);
            var anyNaN = isNaN.Any(-1, keepDim: true);
            return Tensor.Where(anyNaN, Tensor.Full([], last, q.DType), q * last);
        }

        static Tensor Values(Tensor lines, Tensor rank, QuantileInterpolation interpolation)
        {
            rank = interpolation switch
            {
                QuantileInterpolation.Lower => rank.Floor(),
                QuantileInterpolation.Higher => rank.Ceil(),
                QuantileInterpolation.Nearest => rank.Round(),
                _ => rank,
            };
            var below = rank.Detach().Floor();
            if (interpolation is not (QuantileInterpolation.Linear or QuantileInterpolation.Midpoint)) return At(lines, below);
            var both = At(lines, Tensor.Stack([below, rank.Detach().Ceil()], -1).Flatten(-2)).Unflatten(-1, [-1, 2]);
            var isMiddle = interpolation == QuantileInterpolation.Midpoint;
            var weight = isMiddle ? Tensor.Full([], 0.5, lines.DType) : (rank - below).To(lines.DType);
            return both.Select(-1, 0).Lerp(both.Select(-1, 1), weight);
        }

        static Tensor At(Tensor lines, Tensor ranks) => lines.Gather(-1, Ranks.Positions(lines, ranks.To(DType.Int64)));
    }
}
