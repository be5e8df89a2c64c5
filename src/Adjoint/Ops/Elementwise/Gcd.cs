using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The greatest common divisor of two integers, not negative; gcd(0, 0) is 0. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">An operand is floating-point or Bool, or the shapes do not broadcast.</exception>
        public static Tensor Gcd(Tensor left, Tensor right) => Ops.Gcd.Op.Apply(left, right);

        /// <summary>The greatest common divisor of two integers, as <see cref="Gcd(Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="Gcd(Tensor, Tensor)" path="/exception"/>
        public Tensor Gcd(Tensor other) => Ops.Gcd.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Gcd() : Binary<Gcd.Formula>
    {
        public static readonly Gcd Op = new();

        internal override bool IsDifferentiable => false;

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Integers;

            public static string? Refusal(DType a, DType b) => Operand.RefuseFloat(a, b) ?? Operand.RefuseBool(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Call(a, b, default(EachLane2<LaneMath.GcdFunction>));

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
