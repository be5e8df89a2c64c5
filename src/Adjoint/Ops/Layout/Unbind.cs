namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Views of every index of a dimension, which is removed: the rows of a matrix, or its columns for <paramref name="dim"/> 1.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor[] Unbind(int dim = 0)
        {
            dim = Ops.Split.CheckDim(nameof(Unbind), this, dim);
            return Layout.Sizes[dim] == 0 ? [] : new Ops.Unbind(dim).ApplyMany(this);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Unbind(int Dim) : Primitive
    {
        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var (x, layout) = (inputs[0], inputs[0].Layout);
            var rest = new Layout(
                [.. layout.Sizes[..Dim], .. layout.Sizes[(Dim + 1)..]], [.. layout.Strides[..Dim], .. layout.Strides[(Dim + 1)..]]);
            var parts = new Tensor[layout.Sizes[Dim]];
            for (var i = 0; i < parts.Length; i++) parts[i] = x.Alias(rest, x.StorageOffset + i * layout.Strides[Dim]);
            return parts;
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results) =>
            results[0] = Tensor.Stack(Split.OrZeros(gradients, saved), Dim);
    }
}
