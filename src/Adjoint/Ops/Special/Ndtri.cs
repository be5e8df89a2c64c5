using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The quantiles of the normal distribution: the inverse of <see cref="Ndtr"/>, from -∞ at 0 to ∞ at 1, NaN outside.
        /// Integers become Float32.
        /// </summary>
        public static Tensor Ndtri(Tensor input) => Ops.Ndtri.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Ndtri() : Unary<Ndtri.Formula>
    {
        public static readonly Ndtri Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.NdtriFunction));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Of(2.50662827463100050242) * V.Exp(y * y * V.Of(0.5));
        }
    }
}
