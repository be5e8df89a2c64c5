namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>A copy with the order of the indices reversed along the given dimensions; without any it is the same.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">A dimension is named twice.</exception>
        public Tensor Flip(params ReadOnlySpan<int> dims) =>
            dims.Length == 0 || Rank == 0 ? Clone() : new Ops.Flip(Dims.Of(Dim.WrapAll(dims, Rank))).Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Flip(Dims Over) : Primitive
    {
        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        // The copy starts at the last index and goes backwards. Tensors of users never have negative strides.
        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var (x, strides, offset) = (inputs[0], inputs[0].Strides.ToArray(), inputs[0].StorageOffset);
            foreach (var dim in Over)
            {
                offset += (x.Layout.Sizes[dim] - 1) * strides[dim];
                strides[dim] = -strides[dim];
            }
            Elementwise.Convert(output, x.Alias(new(x.Layout.Sizes, strides), offset));
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => Apply(g);
    }
}
