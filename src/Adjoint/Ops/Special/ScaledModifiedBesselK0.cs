using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The exponentially scaled modified Bessel function of the second kind of order 0, eˣ K₀(x): ∞ at 0, NaN below.
        /// Integers become Float32.
        /// </summary>
        public static Tensor ScaledModifiedBesselK0(Tensor input) => Ops.ScaledModifiedBesselK0.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record ScaledModifiedBesselK0() : Unary<ScaledModifiedBesselK0.Formula>
    {
        public static readonly ScaledModifiedBesselK0 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.ScaledBesselK0));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (y - ScaledModifiedBesselK1.Op.Of(x));
        }
    }
}
