using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>The Bessel function of the second kind of order 1, Y₁(x): -∞ at 0, NaN below. Integers become Float32.</summary>
        public static Tensor BesselY1(Tensor input) => Ops.BesselY1.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BesselY1() : Unary<BesselY1.Formula>
    {
        public static readonly BesselY1 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.BesselY1));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (BesselY0.Op.Of(x) - y / x);
        }
    }
}
