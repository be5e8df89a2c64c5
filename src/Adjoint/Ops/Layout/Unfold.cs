namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Windows of a dimension, as a view: <paramref name="size"/> elements each, every <paramref name="step"/> elements. The dimension
        /// becomes as long as there are windows, and a new last one runs through them. Windows may overlap; gradients are summed then.
        /// </summary>
        /// <param name="dimension">The dimension.</param>
        /// <param name="size">The length of a window.</param>
        /// <param name="step">The distance from one window to the next.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, a window is larger than it,
        /// or the step is not positive.</exception>
        public Tensor Unfold(int dimension, long size, long step)
        {
            dimension = Dim.Wrap(dimension, Rank);
            Require.NotNegative(nameof(Unfold), size);
            Require.Positive(nameof(Unfold), step);
            var length = Rank == 0 ? 1 : Layout.Sizes[dimension];
            if (size > length)
                throw new ArgumentOutOfRangeException(nameof(size), size,
                    $"Unfold: a window of {size} is larger than dimension {dimension} of shape {Shape}, which has {length}.");
            return Rank == 0 ? Reshape(1).Narrow(0, 0, size) : new Ops.Windows(dimension, size, step).Apply(this);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Windows(int Dim, long Size, long Step) : ViewPrimitive
    {
        internal override string Name => nameof(Tensor.Unfold);

        protected override (Layout Layout, long Offset) Transform(Layout layout)
        {
            var (sizes, strides) = (layout.Sizes.AsSpan().ToArray(), layout.Strides.AsSpan().ToArray());
            var stride = strides[Dim];
            sizes[Dim] = (sizes[Dim] - Size) / Step + 1;
            strides[Dim] = stride * Step;
            return (new([.. sizes, Size], [.. strides, stride]), 0);
        }

        // A view shows each element in as many windows as hold it, and so reads a list of positions.
        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var sizes = saved.InputSpec(0).Layout.Sizes;
            var windows = Evaluate([Tensor.Arange(sizes[Dim]).Reshape([.. Enumerable.Repeat(1L, Dim), sizes[Dim]])]).Reshape(-1, Size);
            return new IndexSpread(Block.Of(Name, Dim, wraps: false), new(sizes)).Apply(g.Movedim(-1, Dim + 1), windows.Contiguous());
        }
    }
}
