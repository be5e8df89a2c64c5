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
    internal sealed record Gcd() : IntegerBinary<Gcd.Formula>
    {
        public static readonly Gcd Op = new();

        public readonly record struct Formula : IIntegerFormula
        {
            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Call(a, b, default(EachLane2<LaneMath.GcdFunction>));
        }
    }
}
