namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// A copy of this tensor in which the elements chosen by <paramref name="indices"/> are replaced by
        /// <paramref name="values"/>, or, with <paramref name="accumulate"/>, increased by them. What <c>x[...] = values</c>
        /// does in place, as an operation gradients flow through: <c>x = x.IndexPut([1..3, idx], values)</c>.
        /// </summary>
        /// <param name="indices">Whatever may stand between brackets: numbers, ranges, masks, index tensors. Within a
        /// collection expression C# takes <c>..</c> for something else; write <see cref="Slice.Ellipsis"/> there.</param>
        /// <param name="values">The new elements; they broadcast to the shape of what is indexed and are converted to this
        /// tensor's type. Where an element is named several times, the last value wins.</param>
        /// <param name="accumulate">Whether values are added; all of them where an element is named several times.</param>
        /// <exception cref="ArgumentOutOfRangeException">An index is not within its dimension.</exception>
        /// <exception cref="ArgumentException">There are too many indices, or the values or a mask do not fit.</exception>
        public Tensor IndexPut(ReadOnlySpan<Slice> indices, Tensor values, bool accumulate = false)
        {
            ArgumentNullException.ThrowIfNull(values);
            return new Ops.Selection(nameof(IndexPut), this, indices).Put(values, accumulate);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// A copy of the first input with values, the third, written or added at positions, the second, in a block of its
    /// dimensions: see <see cref="Indexed"/>.
    /// </summary>
    internal sealed record IndexPut(Block Block, bool Accumulate) : Primitive
    {
        internal override DTypeSet Kernels => Accumulate ? DTypeSet.Numbers | DTypeSet.Bool : DTypeSet.All;

        internal override Reads Reads(int input) => input == 0 && Accumulate ? Adjoint.Reads.Nothing : Adjoint.Reads.Second;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            Check(Name, inputs[2], Indexed.Sizes(inputs[0].Layout, Block.Over, inputs[1].Layout));
            return new(inputs[0].Layout.AsContiguous(), inputs[0].DType);
        }

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            Elementwise.Convert(output, inputs[0]);
            Indexed.Write(output, Block, inputs[1], inputs[2], Accumulate);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            if (input == 0 && Accumulate) return g;
            var positions = saved.Input(1);
            if (input == 0) return Apply(g, positions, Tensor.Zeros([], g.DType));
            var gradient = new IndexGet(Block).Apply(g, positions);
            if (Accumulate) return gradient;
            var count = Block.Size(g.Layout);
            var written = Scatter.IsLast(0, Block.Unwrapped(positions, g.Layout).Reshape(-1), new([count])).Reshape(positions.Shape);
            var behind = gradient.Rank - Indexed.Place(Block.Over) - positions.Rank;
            for (var i = 0; i < behind; i++) written = written.Unsqueeze(-1);
            return Tensor.Where(written, gradient, Tensor.Zeros([], g.DType));
        }

        /// <summary>Throws if values do not broadcast to what is indexed.</summary>
        public static void Check(string operation, Tensor values, long[] sizes)
        {
            if (Broadcast.Sizes(values.Layout.Sizes, sizes) is not { } common || !common.AsSpan().SequenceEqual(sizes))
                throw new ArgumentException(
                    $"{operation}: values of shape {values.Shape} do not broadcast to what is indexed, " +
                    $"of shape [{string.Join(", ", sizes)}].");
        }
    }
}
