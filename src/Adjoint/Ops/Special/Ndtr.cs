using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The distribution function of the normal distribution, (1 + erf(x / √2)) / 2, exact in the lower tail too.
        /// Integers become Float32.
        /// </summary>
        public static Tensor Ndtr(Tensor input) => Ops.Ndtr.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Ndtr() : Unary<Ndtr.Formula>
    {
        public static readonly Ndtr Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.NdtrFunction));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                g * V.Of(0.39894228040143267794) * V.Exp(x * x * V.Of(-0.5));
        }
    }
}
