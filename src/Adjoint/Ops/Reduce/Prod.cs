using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The product of all elements; 1 for none. Integers and truth values are multiplied as Int64. Derivatives are exact where
        /// elements are 0.
        /// </summary>
        /// <param name="dtype">The type to convert to before multiplying.</param>
        public Tensor Prod(DType? dtype = null) => Prod([], keepDim: false, dtype);

        /// <summary>The product along a dimension, which is removed, or kept with size 1.</summary>
        /// <inheritdoc cref="Prod(ReadOnlySpan{int}, bool, DType?)"/>
        public Tensor Prod(int dim, bool keepDim = false, DType? dtype = null) => Prod([dim], keepDim, dtype);

        /// <summary>
        /// The product along several dimensions, which are removed, or kept with size 1; none means all. See <see cref="Prod(DType?)"/>.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">A dimension is named twice.</exception>
        public Tensor Prod(ReadOnlySpan<int> dims, bool keepDim = false, DType? dtype = null) =>
            new Ops.Prod(Ops.Reduce.Over(dims, Rank), keepDim).Apply(To(dtype ?? (DType.IsFloatingPoint ? DType : DType.Int64)));
    }
}

namespace Adjoint.Ops
{
    internal sealed record Prod(Dims Over, bool KeepDim) : Reduction<Times>(Over, KeepDim), IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        internal override Reads Reads(int input) => Adjoint.Reads.First;

        protected override double? Identity => 1;

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var x = saved.Input(0);
            if (x.Count == 0) return x;
            // The dimensions that go are made one, at the end.
            var order = new int[x.Rank];
            var kept = 0;
            for (var i = 0; i < x.Rank; i++)
            {
                if (Over.Length > 0 && !Over.Contains(i)) order[kept++] = i;
            }
            for (int i = 0, next = kept; i < x.Rank; i++)
            {
                if (Over.Length == 0 || Over.Contains(i)) order[next++] = i;
            }
            var turned = x.Permute(order);
            var sizes = turned.Layout.Sizes[..kept];
            var gradient = g.Reshape([.. sizes, 1]) * ProductOfOthers(turned.Reshape([.. sizes, -1]), kept);
            var inverse = new int[order.Length];
            for (var i = 0; i < order.Length; i++) inverse[order[i]] = i;
            return gradient.Reshape(turned.Shape).Permute(inverse);
        }

        // Along the last dimension, what comes before an element times what comes after it: no division, so 0 is no exception.
        static Tensor ProductOfOthers(Tensor x, int dim)
        {
            var sizes = x.Layout.Sizes;
            var nothing = Tensor.Zeros([.. sizes[..dim], sizes[dim] - 1], x.DType);
            var one = Tensor.Cat([nothing, Tensor.Ones([.. sizes[..dim], 1], x.DType)], dim);
            return Recurrence.Shift(x.CumProd(dim), dim, first: 1) * new Recurrence(dim, Reverse: true).Apply(x, one);
        }
    }
}
