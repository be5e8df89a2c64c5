using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Where <paramref name="condition"/> is true the element of the first tensor, elsewhere that of the second.
        /// Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or the condition is not Bool.</exception>
        public static Tensor Where(Tensor condition, Tensor whenTrue, Tensor whenFalse)
        {
            ArgumentNullException.ThrowIfNull(condition);
            ArgumentNullException.ThrowIfNull(whenTrue);
            ArgumentNullException.ThrowIfNull(whenFalse);
            if (condition.DType != DType.Bool)
                throw new ArgumentException($"Where: the condition must be Bool, not {condition.DType}; write condition.Ne(0).");
            var dtype = Promotion.Result(whenTrue, whenFalse);
            return Ops.Where.Op.Apply(
                condition, Ops.Operand.To(nameof(Where), whenTrue, dtype), Ops.Operand.To(nameof(Where), whenFalse, dtype));
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Where : Primitive
    {
        public static readonly Where Op = new();

        internal override Reads Reads(int input) => Adjoint.Reads.First;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(Broadcast.Result(this, inputs), inputs[1].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            switch (output.DType.ItemSize)
            {
                case 1: Elementwise.Walk(output, inputs[0], inputs[1], inputs[2], new WhereRow<byte>()); break;
                case 2: Elementwise.Walk(output, inputs[0], inputs[1], inputs[2], new WhereRow<ushort>()); break;
                case 4: Elementwise.Walk(output, inputs[0], inputs[1], inputs[2], new WhereRow<uint>()); break;
                default: Elementwise.Walk(output, inputs[0], inputs[1], inputs[2], new WhereRow<ulong>()); break;
            }
        }

        protected override Tensor? Derivative(int input, Tensor g, Saved saved) =>
            input == 1 ? Tensor.Where(saved.Input(0), g, 0) : Tensor.Where(saved.Input(0), 0, g);
    }
}
