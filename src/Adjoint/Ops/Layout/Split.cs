namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Views of <paramref name="splitSize"/> indices each along a dimension; the last may be smaller.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or the size is negative,
        /// or 0 where the dimension is not empty.</exception>
        public Tensor[] Split(long splitSize, int dim = 0)
        {
            dim = Ops.Split.CheckDim(nameof(Split), this, dim);
            var size = Layout.Sizes[dim];
            if (splitSize < 0 || splitSize == 0 && size > 0)
                throw new ArgumentOutOfRangeException(
                    nameof(splitSize), splitSize, $"Split: dimension {dim} of size {size} cannot be split into parts of {splitSize}.");
            var count = size == 0 ? 1 : 1 + (size - 1) / splitSize;
            var lengths = new long[count];
            Array.Fill(lengths, splitSize);
            lengths[^1] = size - splitSize * (count - 1);
            return new Ops.Split(dim, new(lengths)).ApplyMany(this);
        }

        /// <summary>Views of the given numbers of indices along a dimension, one after the other.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The sizes do not add up to that of the dimension, or one is negative.</exception>
        public Tensor[] Split(ReadOnlySpan<long> splitSizes, int dim = 0)
        {
            dim = Ops.Split.CheckDim(nameof(Split), this, dim);
            long sum = 0;
            var isNegative = false;
            foreach (var length in splitSizes)
            {
                sum = checked(sum + length);
                isNegative |= length < 0;
            }
            if (sum != Layout.Sizes[dim] || isNegative)
                throw new ArgumentException(
                    $"Split: sizes [{string.Join(", ", splitSizes.ToArray())}] must not be negative and must add up to " +
                    $"{Layout.Sizes[dim]}, dimension {dim} of shape {Shape}.");
            return splitSizes.Length == 0 ? [] : new Ops.Split(dim, new(splitSizes.ToArray())).ApplyMany(this);
        }

        /// <summary>
        /// At most <paramref name="chunks"/> views of equal size along a dimension, of which the last may be smaller; fewer
        /// where the dimension does not divide into that many.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or there are to be no chunks.</exception>
        public Tensor[] Chunk(int chunks, int dim = 0)
        {
            Require.Positive(nameof(Chunk), chunks);
            dim = Ops.Split.CheckDim(nameof(Chunk), this, dim);
            var size = Layout.Sizes[dim];
            return size == 0 ? Split(new long[chunks], dim) : Split(1 + (size - 1) / chunks, dim);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Split(int Dim, Dims Lengths) : Primitive
    {
        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var parts = new Tensor[Lengths.Length];
            long start = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = Slice.Along(inputs[0].Layout, Dim, start, Lengths[i]).Evaluate(inputs);
                start += Lengths[i];
            }
            return parts;
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results) =>
            results[0] = Tensor.Cat(OrZeros(gradients, saved), Dim);

        /// <summary>The gradients of all outputs, zeros for those nothing came back for.</summary>
        public static Tensor[] OrZeros(ReadOnlySpan<Tensor?> gradients, Saved saved)
        {
            var all = new Tensor[gradients.Length];
            for (var i = 0; i < all.Length; i++)
            {
                var spec = saved.OutputSpec(i);
                all[i] = gradients[i] ?? Tensor.Zeros([], spec.DType).Expand(spec.Layout.Sizes);
            }
            return all;
        }

        public static int CheckDim(string operation, Tensor x, int dim) => x.Rank > 0
            ? Adjoint.Dim.Wrap(dim, x.Rank, operation)
            : throw new ArgumentOutOfRangeException(nameof(dim), $"{operation}: a zero-dimensional tensor cannot be taken apart.");
    }
}
