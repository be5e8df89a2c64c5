using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The logarithm of the distribution function of the normal distribution, also where that is too small for a number.
        /// Integers become Float32.
        /// </summary>
        public static Tensor LogNdtr(Tensor input) => Ops.LogNdtr.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogNdtr() : Unary<LogNdtr.Formula>
    {
        public static readonly LogNdtr Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.LogNdtrFunction));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                g * V.Of(0.79788456080286535588) / Erfcx.Op.Of(x * V.Of(-0.70710678118654752440));
        }
    }
}
