namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The absolute value of each element: |x|. The derivative at 0 is 0.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public Tensor Abs() => Ops.Abs.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Abs() : Unary<Abs.Formula>
    {
        public static readonly Abs Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static bool IsLight => true;

            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) => Operand.RefuseBool(dtype);

            public V Value<V>(V x) where V : struct, IReal<V> => V.Abs(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Sign(x);
        }
    }
}
