namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Each element without its fraction. Integers stay as they are. The derivative is 0.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public Tensor Trunc() => Ops.Trunc.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Trunc() : Unary<Trunc.Formula>
    {
        public static readonly Trunc Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) => Operand.RefuseBool(dtype);

            public V Value<V>(V x) where V : struct, IReal<V> => V.Truncate(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
