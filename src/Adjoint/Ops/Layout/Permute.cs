namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The dimensions in another order, as a view: dimension i of the result is dimension <c>dims[i]</c> of this tensor.
        /// </summary>
        /// <exception cref="ArgumentException">Not every dimension is named exactly once.</exception>
        public Tensor Permute(params ReadOnlySpan<int> dims)
        {
            if (dims.Length != Rank)
                throw new ArgumentException(
                    $"Permute: {dims.Length} dimension(s) [{string.Join(", ", dims.ToArray())}] given for shape {Shape}; " +
                    $"name each of the {Rank} once.");
            var order = new int[dims.Length];
            for (var i = 0; i < order.Length; i++) order[i] = Dim.Wrap(dims[i], Rank);
            Dim.WrapAll(order, Rank);
            return Rank == 0 ? this : new Ops.Permute(Dims.Of(order)).Apply(this);
        }

        /// <summary>Two dimensions exchanged, as a view.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor Transpose(int dim0, int dim1)
        {
            (dim0, dim1) = (Dim.Wrap(dim0, Rank), Dim.Wrap(dim1, Rank));
            var order = new int[Rank];
            for (var i = 0; i < order.Length; i++) order[i] = i == dim0 ? dim1 : i == dim1 ? dim0 : i;
            return Permute(order);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Permute(Dims Order) : ViewPrimitive
    {
        /// <summary>The same view, not recorded.</summary>
        public static Tensor View(Tensor x, ReadOnlySpan<int> order) => new Permute(Dims.Of(order)).Evaluate([x]);

        protected override (Layout Layout, long Offset) Transform(Layout layout)
        {
            var sizes = new long[Order.Length];
            var strides = new long[Order.Length];
            for (var i = 0; i < sizes.Length; i++) (sizes[i], strides[i]) = (layout.Sizes[Order[i]], layout.Strides[Order[i]]);
            return (new(sizes, strides), 0);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var inverse = new int[Order.Length];
            for (var i = 0; i < inverse.Length; i++) inverse[Order[i]] = i;
            return g.Permute(inverse);
        }
    }
}
