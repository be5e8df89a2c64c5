using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>The Bessel function of the second kind of order 0, Y₀(x): -∞ at 0, NaN below. Integers become Float32.</summary>
        public static Tensor BesselY0(Tensor input) => Ops.BesselY0.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BesselY0() : Unary<BesselY0.Formula>
    {
        public static readonly BesselY0 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.BesselY0));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -g * BesselY1.Op.Of(x);
        }
    }
}
