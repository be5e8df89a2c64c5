using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>The Bessel function of the first kind of order 1, J₁(x). Integers become Float32.</summary>
        public static Tensor BesselJ1(Tensor input) => Ops.BesselJ1.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BesselJ1() : Unary<BesselJ1.Formula>
    {
        public static readonly BesselJ1 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.BesselJ1));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var isZero = V.Equal(x, V.Zero);
                var safe = V.Select(isZero, V.One, x);
                return g * V.Select(isZero, V.Of(0.5), BesselJ0.Op.Of(x) - y / safe);
            }
        }
    }
}
