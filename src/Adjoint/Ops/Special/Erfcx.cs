using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The scaled complementary error function, exp(x²) erfc(x), without overflow of the one or underflow of the other.
        /// Integers become Float32.
        /// </summary>
        public static Tensor Erfcx(Tensor input) => Ops.Erfcx.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Erfcx() : Unary<Erfcx.Formula>
    {
        public static readonly Erfcx Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.ErfcxFunction));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (V.Of(2) * x * y - V.Of(1.12837916709551257390));
        }
    }
}
