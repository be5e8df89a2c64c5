namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>A copy in memory of its own, contiguous; gradients flow through.</summary>
        public Tensor Clone() => Ops.Clone.Op.Apply(this);

        /// <summary>This tensor if it is contiguous, otherwise a contiguous copy.</summary>
        public Tensor Contiguous() => IsContiguous ? this : Clone();

        /// <summary>A contiguous copy, not recorded.</summary>
        internal Tensor Copy() => Ops.Clone.Op.Evaluate([this]);

        /// <summary>The tensor itself if it is contiguous, as kernels read it, otherwise a copy that is not recorded.</summary>
        internal Tensor Ready() => IsContiguous ? this : Copy();

        /// <summary>The tensor itself if it is contiguous and of that type, otherwise a copy that is not recorded.</summary>
        internal Tensor Ready(DType dtype) => Convert(dtype).Ready();
    }
}

namespace Adjoint.Ops
{
    internal sealed record Clone : Primitive
    {
        public static readonly Clone Op = new();

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Elementwise.Convert(output, inputs[0]);

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => g;
    }
}
