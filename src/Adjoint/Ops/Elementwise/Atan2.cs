using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The angle of the point (x, y), from -π to π. Shapes broadcast; types are promoted.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor Atan2(Tensor y, Tensor x) => Ops.Atan2.Op.Apply(y, x);

        /// <summary>The angle of the point (x, this), as <see cref="Atan2(Tensor, Tensor)"/>.</summary>
        public Tensor Atan2(Tensor x) => Ops.Atan2.Op.Apply(this, x);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Atan2() : Binary<Atan2.Formula>
    {
        public static readonly Atan2 Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.First | Adjoint.Reads.Second;

            public static Reads RightReads => Adjoint.Reads.First | Adjoint.Reads.Second;

            public static DTypeSet Types => DTypeSet.Floating;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Atan2(a, b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * b / (a * a + b * b);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * a) / (a * a + b * b);
        }
    }
}
