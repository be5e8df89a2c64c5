namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Rows of this table at indices. What the gradient needs of these is kept apart from the user's tensor.</summary>
        /// <param name="operation">The operation as users know it.</param>
        /// <param name="index">Integers.</param>
        /// <param name="padding">A row that gets no gradient.</param>
        /// <param name="byFrequency">Whether the gradient is divided by how often a row was taken.</param>
        internal Tensor Rows(string operation, Tensor index, long? padding, bool byFrequency)
        {
            var checkedIndex = Indices(operation, index);
            if (GradMode.IsEnabled && RequiresGrad && ReferenceEquals(checkedIndex, index)) checkedIndex = index.Copy();
            return new Ops.Embedding(padding ?? -1, byFrequency, operation).Apply(this, checkedIndex);
        }

        /// <summary>
        /// Makes rows that are longer than <paramref name="most"/> that long, in place, those that are taken only. Not recorded.
        /// </summary>
        internal void ShortenRows(Tensor index, double most, double power)
        {
            using var mode = Autograd.NoGrad();
            var taken = index.Reshape(-1).Unique();
            var rows = Detach().IndexSelect(0, taken);
            var norms = rows.Norm(power, [-1], keepDim: true);
            this[taken] = Where(norms.Gt(most), rows * (most / (norms + 1e-7)), rows);
        }

        /// <summary>Integers as Int64.</summary>
        internal static Tensor Indices(string operation, Tensor index) => Ops.Indices.Check(operation, index);
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// Rows of the first input, a table, at indices, the second. The gradient of a row is the sum of what came back for it,
    /// divided by how often it was taken where that is asked for; the padding row gets none.
    /// </summary>
    /// <param name="Padding">The padding row; -1 for none.</param>
    /// <param name="ByFrequency">Whether the gradient is divided by how often a row was taken.</param>
    /// <param name="Title">The operation as users know it.</param>
    internal sealed record Embedding(long Padding, bool ByFrequency, string Title) : Primitive
    {
        Block Rows => Block.Of(Title, 0, wraps: false);

        internal override Reads Reads(int input) => Adjoint.Reads.Second;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new(Indexed.Sizes(inputs[0].Layout, [0], inputs[1].Layout), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Indexed.Read(inputs[0], Rows, inputs[1], output);

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var (index, sizes) = (saved.Input(1), saved.InputSpec(0).Layout.Sizes);
            if (ByFrequency) g = g / Frequencies(index, sizes[0]).To(g.DType).Unsqueeze(-1);
            if (Padding >= 0 && GradMode.IsEnabled) g = g.MaskedFill(index.Eq(Padding).Unsqueeze(-1), 0);
            var gradient = new IndexSpread(Rows, new(sizes)).Apply(g, index);
            if (Padding >= 0 && !GradMode.IsEnabled) gradient.Select(0, Padding).Zero();
            return gradient;
        }

        static Tensor Frequencies(Tensor index, long rows)
        {
            var counts = Tensor.Zeros([rows], DType.Int64).IndexAdd(0, index.Reshape(-1), Tensor.Ones([index.Count], DType.Int64));
            return counts.IndexSelect(0, index.Reshape(-1)).Reshape(index.Shape);
        }
    }
}
