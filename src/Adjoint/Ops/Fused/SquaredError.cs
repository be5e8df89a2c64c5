namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>(x - y)² for each pair of elements, in one pass.</summary>
        internal Tensor SquaredError(Tensor target) => Ops.SquaredError.Op.Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record SquaredError() : Binary<SquaredError.Formula>, IAutocast
    {
        public static readonly SquaredError Op = new();

        Precision IAutocast.Precision => Precision.Single;

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => (a - b) * (a - b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Of(2) * (a - b);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Of(2) * (b - a);
        }
    }
}
