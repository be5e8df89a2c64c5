namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The smallest integer not below each element. Integers stay as they are. The derivative is 0.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public Tensor Ceil() => Ops.Ceil.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Ceil() : Unary<Ceil.Formula>
    {
        public static readonly Ceil Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) => Operand.RefuseBool(dtype);

            public V Value<V>(V x) where V : struct, IReal<V> => V.Ceiling(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
