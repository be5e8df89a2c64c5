using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The exponentially scaled modified Bessel function of the first kind of order 0, e⁻|ˣ| I₀(x). Integers become Float32.
        /// </summary>
        public static Tensor I0e(Tensor input) => Ops.I0e.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record I0e() : Unary<I0e.Formula>
    {
        public static readonly I0e Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.ScaledBesselI0));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (I1e.Op.Of(x) - V.Sign(x) * y);
        }
    }
}
