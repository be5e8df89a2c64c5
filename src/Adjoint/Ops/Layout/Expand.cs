namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Repeats dimensions of size 1, and adds leading ones, to reach <paramref name="shape"/>, as a view: nothing is copied,
        /// several elements of the result are one in memory. -1 keeps a size.
        /// </summary>
        /// <exception cref="ArgumentException">A size other than 1 would have to change.</exception>
        public Tensor Expand(params ReadOnlySpan<long> shape)
        {
            var sizes = shape.ToArray();
            var lead = sizes.Length - Rank;
            for (var i = 0; i < sizes.Length; i++)
            {
                if (sizes[i] == -1 && i >= lead) sizes[i] = Layout.Sizes[i - lead];
            }
            if (lead < 0 || Broadcast.Sizes(Layout.Sizes, sizes) is not { } common || !common.AsSpan().SequenceEqual(sizes))
                throw new ArgumentException(
                    $"Expand: shape {Shape} cannot be expanded to [{string.Join(", ", shape.ToArray())}]; " +
                    "only sizes of 1 can be repeated.");
            return sizes.AsSpan().SequenceEqual(Layout.Sizes) ? this : new Ops.Expand(new(sizes)).Apply(this);
        }

        /// <summary>The same as <see cref="Expand"/>.</summary>
        public Tensor BroadcastTo(params ReadOnlySpan<long> shape) => Expand(shape);

        /// <summary>This tensor expanded to the shape of another: see <see cref="Expand"/>.</summary>
        /// <inheritdoc cref="Expand" path="/exception"/>
        public Tensor ExpandAs(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return Expand(other.Layout.Sizes);
        }

        /// <summary>Views of all tensors in their common shape: sizes are aligned at the last dimension, and sizes of 1 repeated.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or there are no tensors.</exception>
        public static Tensor[] BroadcastTensors(params ReadOnlySpan<Tensor> tensors)
        {
            if (tensors.Length == 0) throw new ArgumentException("BroadcastTensors: there are no tensors.");
            foreach (var tensor in tensors) ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            var common = tensors[0].Layout;
            foreach (var tensor in tensors) common = Broadcast.Result(nameof(BroadcastTensors), common, tensor.Layout);
            var sizes = common.Sizes;
            return [.. tensors.ToArray().Select(tensor => tensor.Expand(sizes))];
        }

        /// <summary>The common shape of several: sizes are aligned at the last dimension, and sizes of 1 repeated.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Shape BroadcastShapes(params ReadOnlySpan<Shape> shapes)
        {
            long[] sizes = [];
            foreach (var shape in shapes)
            {
                sizes = Broadcast.Sizes(sizes, shape.AsSpan())
                    ?? throw new ArgumentException(
                        $"BroadcastShapes: shapes {string.Join(", ", shapes.ToArray())} do not broadcast; sizes must be equal or 1, " +
                        "counted from the last dimension.");
            }
            return new(sizes);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Expand(Dims Sizes) : ViewPrimitive
    {
        protected override (Layout Layout, long Offset) Transform(Layout layout) =>
            (new(Sizes.Values, layout.StridesFor(Sizes.Values)), 0);

        // The engine sums the gradient to the input's shape.
        protected override Tensor Derivative(int input, Tensor g, Saved saved) => g;
    }
}
