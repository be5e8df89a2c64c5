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
