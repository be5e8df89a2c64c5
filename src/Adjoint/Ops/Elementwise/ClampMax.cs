namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element, but not above <paramref name="max"/>, a number or a tensor: min(x, max). Shapes broadcast; types are
        /// promoted; NaN stays NaN. The derivative at the bound is 1.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor ClampMax(Tensor max) => Ops.ClampMax.Op.Apply(this, max);
    }
}

namespace Adjoint.Ops
{
    internal sealed record ClampMax() : Binary<ClampMax.Formula>
    {
        public static readonly ClampMax Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Min(a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(V.LessOrEqual(a, b), g, V.Zero);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(V.Less(b, a), g, V.Zero);
        }
    }
}
