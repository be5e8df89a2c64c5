namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The magnitude of each element with the sign of its counterpart, also of -0 and NaN. Shapes broadcast; types are
        /// promoted; integers become Float32. The derivative is 1 or -1, and 0 at 0; with respect to the sign it is 0.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor CopySign(Tensor sign) => Ops.CopySign.Op.Apply(this, sign);
    }
}

namespace Adjoint.Ops
{
    internal sealed record CopySign() : Binary<CopySign.Formula>
    {
        public static readonly CopySign Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public static Reads RightReads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Floating;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.CopySign(a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Sign(a) * V.Sign(y);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
