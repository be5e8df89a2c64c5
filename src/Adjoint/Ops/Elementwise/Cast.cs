using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The elements converted to <paramref name="dtype"/>; this tensor itself if they already are. Floating-point numbers
        /// are truncated to integers, integers too large for the type wrap around, and everything but 0 is true.
        /// </summary>
        public Tensor To(DType dtype) => dtype == DType ? this : new Ops.Cast(dtype).Apply(this);

        /// <summary>The same conversion, not recorded.</summary>
        internal Tensor Convert(DType dtype) => dtype == DType ? this : new Ops.Cast(dtype).Evaluate([this]);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Cast(DType To) : Primitive
    {
        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), To);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            if (inputs[0] is Literal { IsPristine: true } literal) output.Fill(literal.Value);
            else Elementwise.Convert(output, inputs[0]);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => g;
    }
}
