using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The unit step of each element: 0 below 0, 1 above, and at 0 what <paramref name="values"/> says; 0 for NaN. Shapes
        /// broadcast; types are promoted. The derivative with respect to the elements is 0.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Heaviside(Tensor values) => Ops.Heaviside.Op.Apply(this, values);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Heaviside() : Binary<Heaviside.Formula>
    {
        public static readonly Heaviside Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static Reads RightReads => Adjoint.Reads.First;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> =>
                V.Select(V.Equal(a, V.Zero), b, V.Select(V.Less(V.Zero, a), V.One, V.Zero));

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(V.Equal(a, V.Zero), g, V.Zero);
        }
    }
}
