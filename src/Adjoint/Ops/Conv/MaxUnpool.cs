namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Elements put where their indices say; see <c>Functional.MaxUnpool2d</c>.</summary>
        internal Tensor Unpooled(int rank, Tensor indices, Sizes kernel, Sizes? stride, Sizes padding, Sizes? outputSize)
        {
            ArgumentNullException.ThrowIfNull(indices);
            var name = $"MaxUnpool{rank}d";
            if (Rank != rank + 1 && Rank != rank + 2)
                throw new ArgumentException(
                    $"{name}: the input must have {rank} spatial dimension(s) behind its channels, with or without a batch in front, " +
                    $"and its shape is {Shape}.");
            if (indices.Shape != Shape || indices.DType != DType.Int64)
                throw new ArgumentException(
                    $"{name}: the indices must be Int64 of the input's shape {Shape}, and are {indices.DType}{indices.Shape}.");
            long[] kernels = kernel.Expand(rank, name, "kernelSize"),
                strides = (stride ?? kernel).Expand(rank, name, "stride"),
                pads = padding.Expand(rank, name, "padding");
            var sizes = new long[rank];
            for (var i = 0; i < rank; i++) sizes[i] = (Size(i - rank) - 1) * strides[i] + kernels[i] - 2 * pads[i];
            if (outputSize is { } wanted)
            {
                var given = wanted.AsSpan().Length == Rank ? wanted.AsSpan()[^rank..].ToArray() : wanted.Expand(rank, name, "outputSize");
                for (var i = 0; i < rank; i++)
                {
                    if (Math.Abs(given[i] - sizes[i]) >= strides[i])
                        throw new ArgumentException(
                            $"{name}: along spatial dimension {i} the output can be larger than {sizes[i] - strides[i]} and smaller than " +
                            $"{sizes[i] + strides[i]}, not {given[i]}.");
                }
                sizes = given;
            }
            if (Count > 0 && (indices.Min().Item<long>() is < 0 and var below ? below : indices.Max().Item<long>()) is var index
                && (index < 0 || index >= Adjoint.Shape.CountOf(sizes)))
                throw new ArgumentOutOfRangeException(nameof(indices), index,
                    $"{name}: index {index} is not one of the {Adjoint.Shape.CountOf(sizes)} " +
                    $"places of an output of [{string.Join(", ", sizes)}].");
            var outer = Shape.AsSpan()[..^rank].ToArray();
            long[] flat = [Adjoint.Shape.CountOf(outer), Adjoint.Shape.CountOf(Shape.AsSpan()[^rank..])];
            return new Ops.MaxUnpool(Adjoint.Shape.CountOf(sizes)).Apply(Reshape(flat), indices.Reshape(flat))
                .Reshape([.. outer, .. sizes]);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// Rows of the given size: each element where its index says, and zeros. Where several have one index the last one counts;
    /// the gradient goes to all of them, as in PyTorch.
    /// </summary>
    internal sealed record MaxUnpool(long Size) : Primitive
    {
        internal override Reads Reads(int input) => input == 0 ? Adjoint.Reads.Second : Adjoint.Reads.Nothing;

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            using var mode = Autograd.NoGrad();
            return Tensor.Zeros([inputs[0].Size(0), Size], inputs[0].DType).Scatter(1, inputs[1], inputs[0]);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => g.Gather(1, saved.Input(1));
    }
}
