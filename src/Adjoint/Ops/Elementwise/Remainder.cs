namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// What remains after floor division, with the sign of the divisor: a - b ⌊a / b⌋. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public Tensor Remainder(Tensor other) => this % other;

        /// <summary>
        /// What remains after floor division, as <see cref="Remainder"/>: the sign is that of the divisor, as in Python, not as in C#.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public static Tensor operator %(Tensor left, Tensor right) => Ops.Remainder.Op.Apply(left, right);

        /// <summary>What remains after floor division, with the sign of the divisor.</summary>
        public static Tensor operator %(Tensor left, Scalar right) => Ops.Remainder.Op.Apply(left, right);

        /// <summary>What remains after floor division, with the sign of the divisor.</summary>
        public static Tensor operator %(Scalar left, Tensor right) => Ops.Remainder.Op.Apply(left, right);

        /// <summary>What remains after floor division, with the sign of the divisor. In place: see <see cref="Fill"/>.</summary>
        public void operator %=(Tensor right) => Ops.Remainder.Op.ApplyInPlace(this, right);

        /// <summary>What remains after floor division, with the sign of the divisor. In place: see <see cref="Fill"/>.</summary>
        public void operator %=(Scalar right) => Ops.Remainder.Op.ApplyInPlace(this, right);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Remainder() : Binary<Remainder.Formula>
    {
        public static readonly Remainder Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static Reads RightReads => Adjoint.Reads.First | Adjoint.Reads.Second;

            public static string? Refusal(DType a, DType b) => Operand.RefuseBool(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Remainder(a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * V.FloorDivide(a, b));
        }
    }
}
