using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// A point on the line from each element to its counterpart: x + w (end - x), where the weight w is a number or a
        /// tensor, not necessarily between 0 and 1. From w = 0.5 on it is computed backwards from the end, so that w = 1 gives
        /// exactly the end. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Lerp(Tensor end, Tensor weight) => Ops.Lerp.Op.Apply(this, end, weight);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Lerp() : Ternary<Lerp.Formula>
    {
        public static readonly Lerp Op = new();

        public readonly record struct Formula : ITernaryFormula
        {
            public static Reads FirstReads => Adjoint.Reads.Third;

            public static Reads SecondReads => Adjoint.Reads.Third;

            public static Reads ThirdReads => Adjoint.Reads.First | Adjoint.Reads.Second;

            public static DTypeSet Types => DTypeSet.Floating;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b, V c) where V : struct, IReal<V> =>
                V.Select(V.Less(V.Abs(c), V.Of(0.5)), a + c * (b - a), b - (b - a) * (V.One - c));

            public V First<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g * (V.One - c);

            public V Second<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g * c;

            public V Third<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g * (b - a);
        }
    }
}
