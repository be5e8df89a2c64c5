using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// x log(y), and 0 where x is 0, whatever y is but NaN. Shapes broadcast; types are promoted; integers become Float32.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor XLogY(Tensor x, Tensor y) => Ops.XLogY.Op.Apply(x, y);

        /// <summary>x log(y), as <see cref="XLogY(Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="XLogY(Tensor, Tensor)" path="/exception"/>
        public Tensor XLogY(Tensor y) => Ops.XLogY.Op.Apply(this, y);
    }
}

namespace Adjoint.Ops
{
    internal sealed record XLogY() : Binary<XLogY.Formula>
    {
        public static readonly XLogY Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            // The logarithm of 1 stands for one that does not count.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> =>
                a * V.Log(V.Select(V.And(V.Equal(a, V.Zero), V.Equal(b, b)), V.One, b));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> =>
                g * V.Log(V.Select(V.And(V.Equal(a, V.Zero), V.LessOrEqual(b, V.Zero)), V.One, b));

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * (a / b);
        }
    }
}
