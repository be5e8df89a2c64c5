using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The modified Bessel function of the second kind of order 1, K₁(x): ∞ at 0, NaN below. Integers become Float32.
        /// </summary>
        public static Tensor ModifiedBesselK1(Tensor input) => Ops.ModifiedBesselK1.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record ModifiedBesselK1() : Unary<ModifiedBesselK1.Formula>
    {
        public static readonly ModifiedBesselK1 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.BesselK1));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -g * (ModifiedBesselK0.Op.Of(x) + y / x);
        }
    }
}
