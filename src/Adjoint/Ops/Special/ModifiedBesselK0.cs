using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The modified Bessel function of the second kind of order 0, K₀(x): ∞ at 0, NaN below. Integers become Float32.
        /// </summary>
        public static Tensor ModifiedBesselK0(Tensor input) => Ops.ModifiedBesselK0.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record ModifiedBesselK0() : Unary<ModifiedBesselK0.Formula>
    {
        public static readonly ModifiedBesselK0 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.BesselK0));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -g * ModifiedBesselK1.Op.Of(x);
        }
    }
}
