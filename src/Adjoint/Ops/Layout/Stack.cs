namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Joins tensors of one shape along a new dimension before dimension <paramref name="dim"/>; -1 appends it. Types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">There are no tensors, or their shapes differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
        public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int dim = 0)
        {
            if (tensors.Length == 0) throw new ArgumentException("Stack: there are no tensors to join.");
            var dtype = Ops.Cat.ResultType(tensors);
            var operands = new Tensor[tensors.Length];
            for (var i = 0; i < operands.Length; i++) operands[i] = tensors[i].To(dtype);
            return new Ops.Stack(Dim.Wrap(dim, operands[0].Rank + 1)).Apply(operands);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Stack(int Dim) : Primitive
    {
        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var sizes = inputs[0].Layout.Sizes;
            for (var i = 1; i < inputs.Length; i++)
            {
                if (!inputs[i].Layout.HasSizesOf(inputs[0].Layout))
                    throw new ArgumentException(
                        $"Stack: shapes must be equal, but element 0 has {inputs[0].Shape} and element {i} has {inputs[i].Shape}.");
            }
            return new([.. sizes[..Dim], inputs.Length, .. sizes[Dim..]], inputs[0].DType);
        }

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var slices = new Tensor[inputs.Length];
            for (var i = 0; i < slices.Length; i++) slices[i] = inputs[i].Alias(WithDim(inputs[i].Layout), inputs[i].StorageOffset);
            new Cat(Dim, default).EvaluateInto(output, slices);
        }

        Layout WithDim(Layout x) => new([.. x.Sizes[..Dim], 1, .. x.Sizes[Dim..]], [.. x.Strides[..Dim], 1, .. x.Strides[Dim..]]);

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var rows = gradients[0]!.Unbind(Dim);
            for (var i = 0; i < results.Length; i++) results[i] = rows[i];
        }
    }
}
