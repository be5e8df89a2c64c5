using System.Runtime.CompilerServices;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>
        /// x log(1 + y), exact for small y, and 0 where x is 0, whatever y is but NaN. Shapes broadcast; types are promoted;
        /// integers become Float32.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor XLog1pY(Tensor input, Tensor other) => Ops.XLog1pY.Op.Apply(input, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record XLog1pY() : Binary<XLog1pY.Formula>
    {
        public static readonly XLog1pY Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> =>
                a * V.Log1p(V.Select(V.And(V.Equal(a, V.Zero), V.Equal(b, b)), V.Zero, b));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> =>
                g * V.Log1p(V.Select(V.And(V.Equal(a, V.Zero), V.LessOrEqual(b, V.Of(-1))), V.Zero, b));

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * (a / (V.One + b));
        }
    }
}
