using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The larger of two elements; NaN if either is. Where they are equal each gets half of the gradient. Shapes broadcast;
        /// types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor Maximum(Tensor left, Tensor right) => Ops.Maximum.Op.Apply(left, right);

        /// <summary>The larger of two elements, as <see cref="Maximum(Tensor, Tensor)"/>.</summary>
        public Tensor Maximum(Tensor other) => Ops.Maximum.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Maximum() : Binary<Maximum.Formula>
    {
        public static readonly Maximum Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static bool IsLight => true;

            public static Reads LeftReads => Adjoint.Reads.First | Adjoint.Reads.Second;

            public static Reads RightReads => Adjoint.Reads.First | Adjoint.Reads.Second;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Max(a, b);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> =>
                V.Select(V.Equal(a, b), g * V.Of(0.5), V.Select(V.Less(a, b), V.Zero, g));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> =>
                V.Select(V.Equal(a, b), g * V.Of(0.5), V.Select(V.Less(b, a), V.Zero, g));
        }
    }
}
