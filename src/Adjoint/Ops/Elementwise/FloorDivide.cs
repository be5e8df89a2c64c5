namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The quotient rounded down: ⌊a / b⌋. The derivative is 0. Shapes broadcast; types are promoted.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public Tensor FloorDivide(Tensor other) => Ops.FloorDivide.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record FloorDivide() : Binary<FloorDivide.Formula>
    {
        public static readonly FloorDivide Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static Reads RightReads => Adjoint.Reads.Nothing;

            public static string? Refusal(DType a, DType b) => Operand.RefuseBool(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.FloorDivide(a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
