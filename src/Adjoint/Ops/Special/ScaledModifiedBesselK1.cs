using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The exponentially scaled modified Bessel function of the second kind of order 1, eˣ K₁(x): ∞ at 0, NaN below.
        /// Integers become Float32.
        /// </summary>
        public static Tensor ScaledModifiedBesselK1(Tensor input) => Ops.ScaledModifiedBesselK1.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record ScaledModifiedBesselK1() : Unary<ScaledModifiedBesselK1.Formula>
    {
        public static readonly ScaledModifiedBesselK1 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.ScaledBesselK1));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (y - y / x - ScaledModifiedBesselK0.Op.Of(x));
        }
    }
}
