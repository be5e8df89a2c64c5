namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The smaller of two elements; if one is NaN, the other: <see cref="Minimum(Tensor, Tensor)"/> gives NaN there. Where
        /// they are equal the first gets the gradient. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor Fmin(Tensor left, Tensor right) => Ops.Fmin.Op.Apply(left, right);

        /// <summary>The smaller of two elements, as <see cref="Fmin(Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="Fmin(Tensor, Tensor)" path="/exception"/>
        public Tensor Fmin(Tensor other) => Ops.Fmin.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Fmin() : Binary<Fmin.Formula>
    {
        public static readonly Fmin Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Select(TakesFirst(a, b), a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(TakesFirst(a, b), g, V.Zero);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(TakesFirst(a, b), V.Zero, g);

            static V TakesFirst<V>(V a, V b) where V : struct, IReal<V> => V.Or(V.LessOrEqual(a, b), V.NotEqual(b, b));
        }
    }
}
