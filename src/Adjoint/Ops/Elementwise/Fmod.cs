namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// What remains after truncating division, with the sign of the dividend, as C# <c>%</c> on numbers. Shapes broadcast;
        /// types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public Tensor Fmod(Tensor other) => Ops.Fmod.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Fmod() : Binary<Fmod.Formula>
    {
        public static readonly Fmod Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static Reads RightReads => Adjoint.Reads.First | Adjoint.Reads.Second;

            public static string? Refusal(DType a, DType b) => Operand.RefuseBool(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Fmod(a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * V.Truncate(a / b));
        }
    }
}
