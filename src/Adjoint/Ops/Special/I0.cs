using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>The modified Bessel function of the first kind of order 0, I₀(x). Integers become Float32.</summary>
        public static Tensor I0(Tensor input) => Ops.I0.Op.Apply(input);
    }

    public partial class Tensor
    {
        /// <summary>The modified Bessel function of the first kind of order 0 of each element: see <see cref="Special.I0"/>.</summary>
        public Tensor I0() => Ops.I0.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record I0() : Unary<I0.Formula>
    {
        public static readonly I0 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.BesselI0));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * I1.Op.Of(x);
        }
    }
}
