using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The exponentially scaled modified Bessel function of the first kind of order 1, e⁻|ˣ| I₁(x). Integers become Float32.
        /// </summary>
        public static Tensor I1e(Tensor input) => Ops.I1e.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record I1e() : Unary<I1e.Formula>
    {
        public static readonly I1e Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.ScaledBesselI1));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var isZero = V.Equal(x, V.Zero);
                var safe = V.Select(isZero, V.One, x);
                return g * V.Select(isZero, V.Of(0.5), I0e.Op.Of(x) - y * (V.Sign(x) + V.One / safe));
            }
        }
    }
}
