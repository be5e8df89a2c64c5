namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element, but not below <paramref name="min"/>, a number or a tensor: max(x, min). Shapes broadcast; types are
        /// promoted; NaN stays NaN. The derivative at the bound is 1.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor ClampMin(Tensor min) => Ops.ClampMin.Op.Apply(this, min);
    }
}

namespace Adjoint.Ops
{
    internal sealed record ClampMin() : Binary<ClampMin.Formula>
    {
        public static readonly ClampMin Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Max(a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(V.LessOrEqual(b, a), g, V.Zero);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(V.Less(a, b), g, V.Zero);
        }
    }
}
