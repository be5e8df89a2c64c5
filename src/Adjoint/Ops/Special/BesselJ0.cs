using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>The Bessel function of the first kind of order 0, J₀(x). Integers become Float32.</summary>
        public static Tensor BesselJ0(Tensor input) => Ops.BesselJ0.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BesselJ0() : Unary<BesselJ0.Formula>
    {
        public static readonly BesselJ0 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.BesselJ0));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -g * BesselJ1.Op.Of(x);
        }
    }
}
