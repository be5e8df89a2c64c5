namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The rectified linear unit of each element: max(x, 0). The derivative at 0 is 0.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public Tensor Relu() => Ops.Relu.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Relu() : Unary<Relu.Formula>
    {
        public static readonly Relu Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static bool IsLight => true;

            public static Reads Reads => Adjoint.Reads.Output;

            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) => Operand.RefuseBool(dtype);

            public V Value<V>(V x) where V : struct, IReal<V> => V.Max(x, V.Zero);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Select(V.LessOrEqual(y, V.Zero), V.Zero, g);
        }
    }
}
