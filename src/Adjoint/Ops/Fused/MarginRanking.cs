namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// max(0, margin - y (a - b)) for each pair of scores a and b: 0 where the one that y, 1 or -1, prefers leads by the margin.
        /// </summary>
        internal Tensor MarginRanking(Tensor other, Tensor target, double margin) =>
            new Ops.MarginRanking(margin).Apply(this, other, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record MarginRanking(double Margin) : Ternary<MarginRanking.Formula>(new Formula(Margin))
    {
        public readonly record struct Formula(double Margin) : ITernaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads FirstReads => Adjoint.Reads.First | Adjoint.Reads.Second | Adjoint.Reads.Third;

            public static Reads SecondReads => FirstReads;

            public static Reads ThirdReads => FirstReads;

            public V Value<V>(V a, V b, V c) where V : struct, IReal<V> => V.Max(Lack(a, b, c), V.Zero);

            public V First<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Where(a, b, c, -(g * c));

            public V Second<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Where(a, b, c, g * c);

            public V Third<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Where(a, b, c, g * (b - a));

            V Lack<V>(V a, V b, V c) where V : struct, IReal<V> => V.Of(Margin) - c * (a - b);

            V Where<V>(V a, V b, V c, V slope) where V : struct, IReal<V> => V.Select(V.Less(Lack(a, b, c), V.Zero), V.Zero, slope);
        }
    }
}
