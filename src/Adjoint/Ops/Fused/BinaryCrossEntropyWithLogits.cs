using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// -(y log σ(x) + (1 - y) log(1 - σ(x))) for each pair of elements, as (1 - y) x + log(1 + e⁻ˣ), which does not overflow.
        /// </summary>
        internal Tensor BinaryCrossEntropyWithLogits(Tensor target) => Ops.BinaryCrossEntropyWithLogits.Op.Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BinaryCrossEntropyWithLogits() : Binary<BinaryCrossEntropyWithLogits.Formula>, IAutocast
    {
        public static readonly BinaryCrossEntropyWithLogits Op = new();

        Precision IAutocast.Precision => Precision.Single;

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads RightReads => Adjoint.Reads.First;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> =>
                (V.One - b) * a + V.Max(-a, V.Zero) + V.Log1pUnit(V.Exp(-V.Abs(a)));

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * (V.Sigmoid(a) - b);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * a);
        }
    }
}
