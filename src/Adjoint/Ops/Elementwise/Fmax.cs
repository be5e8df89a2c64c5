namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The larger of two elements; if one is NaN, the other: <see cref="Maximum(Tensor, Tensor)"/> gives NaN there. Where
        /// they are equal the first gets the gradient. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor Fmax(Tensor left, Tensor right) => Ops.Fmax.Op.Apply(left, right);

        /// <summary>The larger of two elements, as <see cref="Fmax(Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="Fmax(Tensor, Tensor)" path="/exception"/>
        public Tensor Fmax(Tensor other) => Ops.Fmax.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Fmax() : Binary<Fmax.Formula>
    {
        public static readonly Fmax Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Select(TakesFirst(a, b), a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(TakesFirst(a, b), g, V.Zero);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(TakesFirst(a, b), V.Zero, g);

            static V TakesFirst<V>(V a, V b) where V : struct, IReal<V> => V.Or(V.LessOrEqual(b, a), V.NotEqual(b, b));
        }
    }
}
