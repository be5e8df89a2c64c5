using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The elements times the logistic function of their counterparts: x σ(gate).</summary>
        internal Tensor Gated(Tensor gate) => Ops.Glu.Op.Apply(this, gate);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Glu() : Binary<Glu.Formula>
    {
        public static readonly Glu Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads LeftReads => Adjoint.Reads.Second;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => a * V.Sigmoid(b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Sigmoid(b);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V>
            {
                var sigmoid = V.Sigmoid(b);
                return g * a * sigmoid * (V.One - sigmoid);
            }
        }
    }
}
