using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// The Hurwitz zeta function ζ(s, q) = Σ (q + k)⁻ˢ over k from 0 on; with q = 1 that of Riemann. NaN for s below 1. Shapes
        /// broadcast; types are promoted; integers become Float32. Differentiable with respect to q alone.
        /// </summary>
        /// <param name="input">s.</param>
        /// <param name="other">q.</param>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor Zeta(Tensor input, Tensor other) => Ops.Zeta.Op.Apply(input, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Zeta() : Binary<Zeta.Formula>
    {
        public static readonly Zeta Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Floating;

            public static string? NoLeft => Operand.NoDerivative("s", "q");

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Call(a, b, default(LaneMath.Zeta));

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -g * a * Op.Of(a + V.One, b);
        }
    }
}
