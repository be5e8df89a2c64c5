using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// For each distance x what it costs: x where the target is 1, max(0, margin - x) where it is -1, and both elsewhere. Nothing is
        /// differentiated with respect to the target.
        /// </summary>
        internal Tensor HingeEmbedding(Tensor target, double margin) => new Ops.HingeEmbedding(margin).Apply(this, target.Detach());
    }
}

namespace Adjoint.Ops
{
    internal sealed record HingeEmbedding(double Margin) : Binary<HingeEmbedding.Formula>(new Formula(Margin))
    {
        public readonly record struct Formula(double Margin) : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads RightReads => Adjoint.Reads.Nothing;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> =>
                V.Select(V.Equal(b, V.Of(-1)), V.Zero, a) + V.Select(V.Equal(b, V.One), V.Zero, V.Max(V.Of(Margin) - a, V.Zero));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> =>
                V.Select(V.Equal(b, V.Of(-1)), V.Zero, g) + V.Select(V.Or(V.Equal(b, V.One), V.Greater(a, V.Of(Margin))), V.Zero, -g);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
