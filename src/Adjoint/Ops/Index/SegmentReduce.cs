namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Combines the elements of each of several segments, which follow each other along a dimension. The lengths have the sizes of
        /// the dimensions before it, so each line may be cut in another way.
        /// </summary>
        /// <param name="reduce">How the elements of a segment are combined.</param>
        /// <param name="lengths">The lengths of the segments: integers, [.., segments], whose sum is the size of the dimension.</param>
        /// <param name="offsets">Instead of lengths, where each segment begins, and behind the last where it ends:
        /// [.., segments + 1].</param>
        /// <param name="axis">The dimension; it becomes as long as there are segments.</param>
        /// <param name="initial">What the elements of a segment are combined with. Without it an empty segment gives 0 for a sum, 1 for a
        /// product, -∞ or ∞ for the largest or smallest, NaN for a mean.</param>
        /// <param name="allowRest">Whether lengths may add up to less than the dimension has; the rest is left out.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or a segment is not within it.</exception>
        /// <exception cref="ArgumentException">Not exactly one of lengths and offsets is given, they do not fit,
        /// or the elements are not floating-point numbers.</exception>
        public Tensor SegmentReduce(
            ScatterReduction reduce, Tensor? lengths = null, Tensor? offsets = null, int axis = 0, double? initial = null,
            bool allowRest = false)
        {
            Ops.Reduce.RequireFloating(nameof(SegmentReduce), DType);
            axis = Dim.Wrap(axis, Rank);
            if (Rank == 0) throw new ArgumentException("SegmentReduce: a zero-dimensional tensor has no segments.");
            return Ops.Segments.Reduce(this, reduce, Ops.Segments.Bounds(this, lengths, offsets, axis, allowRest), axis, initial);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>Segments of a dimension, as groups of elements that are scattered to one place each.</summary>
    internal static unsafe class Segments
    {
        /// <summary>Where segments begin and end, [.., segments + 1], checked.</summary>
        public static Tensor Bounds(Tensor x, Tensor? lengths, Tensor? offsets, int axis, bool allowRest)
        {
            if (lengths is null == offsets is null) throw new ArgumentException("SegmentReduce: give either lengths or offsets.");
            var name = lengths is null ? nameof(offsets) : nameof(lengths);
            var given = Indices.Check(nameof(Tensor.SegmentReduce), (lengths ?? offsets)!).Detach();
            if (given.Rank != axis + 1 || !given.Layout.Sizes.AsSpan()[..axis].SequenceEqual(x.Layout.Sizes.AsSpan()[..axis])
                || offsets is not null && given.Size(-1) == 0)
                throw new ArgumentException(
                    $"SegmentReduce: {name} of shape {given.Shape} do not fit dimension {axis} of shape {x.Shape}.", name);
            if (lengths is null) return Ordered(given.Contiguous(), x.Size(axis), name);
            var sizes = given.Layout.Sizes.AsSpan().ToArray();
            sizes[axis] = 1;
            var ends = Tensor.Cat([Tensor.Zeros(new Shape(sizes), DType.Int64), given.CumSum(axis)], axis);
            if (!allowRest && ends.Select(axis, -1).Ne(x.Size(axis)).Any().Item<bool>())
                throw new ArgumentException(
                    $"SegmentReduce: the lengths must add up to {x.Size(axis)}, the size of dimension {axis} of shape {x.Shape}; " +
                    "with allowRest they may be less.", name);
            return Ordered(ends, x.Size(axis), name);
        }

        // Each segment ends behind its beginning, and all lie within the dimension.
        static Tensor Ordered(Tensor bounds, long count, string name)
        {
            var segments = bounds.Size(-1) - 1;
            var ends = bounds.AsSpan<long>();
            for (var i = 0; i < ends.Length - 1; i++)
            {
                if (i % (segments + 1) < segments && (ends[i] < 0 || ends[i + 1] < ends[i] || ends[i + 1] > count))
                    throw new ArgumentOutOfRangeException(
                        name, $"SegmentReduce: a segment from {ends[i]} to {ends[i + 1]} is not within a dimension of size {count}.");
            }
            return bounds;
        }

        public static Tensor Reduce(Tensor x, ScatterReduction reduce, Tensor bounds, int axis, double? initial)
        {
            var sizes = x.Layout.Sizes.AsSpan().ToArray();
            var index = Numbers(bounds, sizes[axis], x.Layout.Sizes[..(axis + 1)]);
            for (var i = axis + 1; i < sizes.Length; i++) index = index.Unsqueeze(-1);
            var segments = bounds.Size(-1) - 1;
            sizes[axis] = segments + 1; // one more, for what lies outside of all segments
            var isMean = reduce == ScatterReduction.Mean;
            var start = Tensor.Full(new Shape(sizes), initial ?? Empty(reduce), x.DType);
            var result = ScatterReduce.Apply(
                nameof(Tensor.SegmentReduce), start, axis, index.Expand(x.Layout.Sizes), x,
                isMean ? ScatterReduction.Sum : reduce, includeSelf: true);
            result = result.Narrow(axis, 0, segments);
            if (!isMean) return result;
            var counts = bounds.Diff(dim: axis).To(x.DType);
            if (initial is not null) counts = counts.Clamp(min: 1);
            for (var i = axis + 1; i < sizes.Length; i++) counts = counts.Unsqueeze(-1);
            return result / counts;
        }

        static double Empty(ScatterReduction reduce) => reduce switch
        {
            ScatterReduction.Prod => 1,
            ScatterReduction.Amax => double.NegativeInfinity,
            ScatterReduction.Amin => double.PositiveInfinity,
            _ => 0,
        };

        // The segment of each place along the dimension.
        static Tensor Numbers(Tensor bounds, long count, long[] sizes)
        {
            var segments = bounds.Size(-1) - 1;
            var numbers = Tensor.Full(new Shape(sizes), segments, DType.Int64);
            fixed (byte* bound = bounds, number = numbers)
            {
                for (long line = 0; line < bounds.Count / (segments + 1); line++)
                {
                    long* ends = (long*)bound + line * (segments + 1), to = (long*)number + line * count;
                    for (long segment = 0; segment < segments; segment++)
                    {
                        for (var i = ends[segment]; i < ends[segment + 1]; i++) to[i] = segment;
                    }
                }
            }
            return numbers;
        }
    }
}
