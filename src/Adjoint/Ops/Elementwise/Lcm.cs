using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The least common multiple of two integers, not negative, and 0 where one of them is. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">An operand is floating-point or Bool, or the shapes do not broadcast.</exception>
        public static Tensor Lcm(Tensor left, Tensor right) => Ops.Lcm.Op.Apply(left, right);

        /// <summary>The least common multiple of two integers, as <see cref="Lcm(Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="Lcm(Tensor, Tensor)" path="/exception"/>
        public Tensor Lcm(Tensor other) => Ops.Lcm.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Lcm() : IntegerBinary<Lcm.Formula>
    {
        public static readonly Lcm Op = new();

        public readonly record struct Formula : IIntegerFormula
        {
            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Call(a, b, default(EachLane2<LaneMath.LcmFunction>));
        }
    }
}
