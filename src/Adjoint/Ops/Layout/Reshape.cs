namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The same elements, in row-major order, in another shape; one size may be -1 and is then worked out. A view where
        /// the memory allows it, otherwise a copy.
        /// </summary>
        /// <exception cref="ArgumentException">The number of elements differs.</exception>
        public Tensor Reshape(params ReadOnlySpan<long> shape)
        {
            var sizes = Ops.Reshape.Resolve(nameof(Reshape), this, shape);
            if (sizes.AsSpan().SequenceEqual(Layout.Sizes)) return this;
            var source = Ops.Reshape.Strides(Layout, sizes) is null ? Clone() : this;
            return new Ops.Reshape(new(sizes)).Apply(source);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Reshape(Dims Sizes) : ViewPrimitive
    {
        protected override (Layout Layout, long Offset) Transform(Layout layout) =>
            (new(Sizes.Values, Strides(layout, Sizes.Values)!), 0);

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => g.Reshape(saved.InputSpec(0).Layout.Sizes);

        /// <summary>Replaces -1 and checks the number of elements.</summary>
        public static long[] Resolve(string operation, Tensor x, ReadOnlySpan<long> shape) => Resolve(x.Count, shape) ??
            throw new ArgumentException(
                $"{operation}: the {x.Count} elements of shape {x.Shape} do not fit into [{string.Join(", ", shape.ToArray())}].");

        /// <summary>Replaces -1 by the size that makes up <paramref name="count"/> elements; null if the sizes cannot.</summary>
        public static long[]? Resolve(long count, ReadOnlySpan<long> shape)
        {
            var sizes = shape.ToArray();
            var free = Array.IndexOf(sizes, -1);
            if (free >= 0)
            {
                sizes[free] = 1;
                var rest = Array.Exists(sizes, size => size < 0) ? 0 : Shape.CountOf(sizes);
                if (rest == 0) return null;
                sizes[free] = count / rest;
            }
            return !Array.Exists(sizes, size => size < 0) && Shape.CountOf(sizes) == count ? sizes : null;
        }

        /// <summary>
        /// The strides under which <paramref name="layout"/> reads as <paramref name="sizes"/>, or null if there are none.
        /// </summary>
        public static long[]? Strides(Layout layout, long[] sizes)
        {
            if (layout.IsContiguous) return Layout.Contiguous(sizes).Strides;
            // Runs of old dimensions that lie together are matched with runs of new ones of the same product.
            var strides = new long[sizes.Length];
            var next = sizes.Length - 1;
            long run = 1, stride = layout.Strides.Length > 0 ? layout.Strides[^1] : 1;
            for (var d = layout.Rank - 1; d >= 0; d--)
            {
                run *= layout.Sizes[d];
                if (d > 0 && (layout.Sizes[d - 1] == 1 || layout.Strides[d - 1] == run * stride)) continue;
                long view = 1;
                while (next >= 0 && (view < run || sizes[next] == 1))
                {
                    strides[next] = view * stride;
                    view *= sizes[next--];
                }
                if (view != run) return null;
                if (d > 0) (run, stride) = (1, layout.Strides[d - 1]);
            }
            return next < 0 ? strides : null;
        }
    }
}
