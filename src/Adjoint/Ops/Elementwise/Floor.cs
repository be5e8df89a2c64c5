namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The largest integer not above each element. Integers stay as they are. The derivative is 0.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public Tensor Floor() => Ops.Floor.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Floor() : Unary<Floor.Formula>
    {
        public static readonly Floor Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) => Operand.RefuseBool(dtype);

            public V Value<V>(V x) where V : struct, IReal<V> => V.Floor(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
