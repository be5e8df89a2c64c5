namespace Adjoint
{
    /// <summary>What is put around a tensor that is padded.</summary>
    public enum PaddingMode
    {
        /// <summary>One number; 0 around the input of a convolution (PyTorch's <c>zeros</c>).</summary>
        Constant,

        /// <summary>The elements mirrored at the border, which itself is not repeated.</summary>
        Reflect,

        /// <summary>The element at the border.</summary>
        Replicate,

        /// <summary>The elements of the other end.</summary>
        Circular,
    }

    public partial class Tensor
    {
        /// <summary>The tensor with something put around it; see <c>Functional.Pad</c>.</summary>
        internal Tensor Padded(string of, ReadOnlySpan<long> pads, PaddingMode mode, double value)
        {
            if (pads.Length % 2 != 0 || pads.Length / 2 > Rank)
                throw new ArgumentException(
                    $"{of}: [{string.Join(", ", pads.ToArray())}] must be pairs, before and behind, " +
                    $"for at most the {Rank} dimension(s) of {Shape}, the last first.");
            if (mode == PaddingMode.Constant) return new Ops.Pad(new(pads.ToArray()), value, of).Apply(this);
            var dims = pads.Length / 2;
            if (dims is < 1 or > 3 || Rank != dims + 1 && Rank != dims + 2)
                throw new ArgumentException(
                    $"{of}: {mode} pads the last 1, 2 or 3 dimensions of a tensor with one or two more, " +
                    $"and got {dims} pair(s) for the shape {Shape}.");
            var x = this;
            for (var i = 0; i < dims; i++) x = Ops.Pad.Along(of, x, Rank - 1 - i, pads[2 * i], pads[2 * i + 1], mode);
            return ReferenceEquals(x, this) ? Clone() : x;
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>A number around a tensor: before and behind the last dimension, the last but one, ...; negative ones cut off.</summary>
    internal sealed record Pad(Dims Pads, double Value, string Title) : Primitive
    {
        internal override string Name => Title;

        /// <summary>What the modes other than the constant do along one dimension: choose elements again.</summary>
        public static Tensor Along(string of, Tensor x, int dim, long before, long after, PaddingMode mode)
        {
            if (mode == PaddingMode.Circular && Math.Min(before, after) < 0)
            {
                // Only what is left goes round.
                CheckSize(of, x, dim, Math.Min(before, 0), Math.Min(after, 0));
                x = x.Narrow(dim, Math.Max(-before, 0), x.Size(dim) + Math.Min(before, 0) + Math.Min(after, 0));
                (before, after) = (Math.Max(before, 0), Math.Max(after, 0));
            }
            if (before == 0 && after == 0) return x;
            var size = x.Size(dim);
            var limit = mode switch { PaddingMode.Reflect => size - 1, PaddingMode.Circular => size, _ => size == 0 ? 0 : long.MaxValue };
            if (before > limit || after > limit)
                throw new ArgumentException(
                    $"{of}: {mode} can put at most {limit} around dimension {dim} of {x.Shape}, and was asked for {before} and {after}.");
            CheckSize(of, x, dim, before, after);
            var places = new long[size + before + after];
            for (var i = 0; i < places.Length; i++)
            {
                var at = i - before;
                places[i] = mode switch
                {
                    PaddingMode.Reflect => at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at,
                    PaddingMode.Replicate => Math.Clamp(at, 0, size - 1),
                    PaddingMode.Circular => (at + size) % size,
                    _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, $"{of}: there is no such mode."),
                };
            }
            return x.IndexSelect(dim, Tensor.From(places));
        }

        internal override string Label => $"{Name} {Pads}";

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            var sizes = x.Shape.ToArray();
            for (var i = 0; i < Pads.Length / 2; i++)
            {
                CheckSize(Title, x, x.Rank - 1 - i, Pads[2 * i], Pads[2 * i + 1]);
                sizes[^(i + 1)] += Pads[2 * i] + Pads[2 * i + 1];
            }
            return new(sizes, x.DType);
        }

        // Everything is the number, then the part of the input that stays is copied to where it belongs.
        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var x = inputs[0];
            var (sizes, from, to) = (x.Shape.ToArray(), x.StorageOffset, output.StorageOffset);
            for (var i = 0; i < Pads.Length / 2; i++)
            {
                var (dim, before, after) = (x.Rank - 1 - i, Pads[2 * i], Pads[2 * i + 1]);
                sizes[dim] = Math.Max(0, sizes[dim] + Math.Min(before, 0) + Math.Min(after, 0));
                from += Math.Max(-before, 0) * x.Strides[dim];
                to += Math.Max(before, 0) * output.Strides[dim];
            }
            var part = new Layout(sizes, x.Strides.ToArray());
            if (part.Count < output.Count) output.Write(Tensor.Full([], Value, output.DType).Expand(output.Shape));
            if (part.Count > 0) Elementwise.Convert(output.Alias(new(sizes, output.Strides.ToArray()), to), x.Alias(part, from));
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
            new Pad(new(Array.ConvertAll(Pads.Values, pad => -pad)), 0, Title).Apply(g);

        static void CheckSize(string of, Tensor x, int dim, long before, long after)
        {
            if (x.Size(dim) + before + after < 0)
                throw new ArgumentException(
                    $"{of}: dimension {dim} of {x.Shape} would get the size {x.Size(dim) + before + after}; " +
                    $"cut off less than {-before} and {-after}.");
        }
    }
}
