using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// p (log p - x) for each pair of a logarithm x of a probability and a probability p, or the logarithm of one; 0 where p is 0. For
        /// the derivative with respect to p, log 0 counts as 0, as in PyTorch's xlogy.
        /// </summary>
        internal Tensor KlDivergence(Tensor target, bool logTarget) =>
            logTarget ? Ops.KlDivergenceOfLogarithms.Op.Apply(this, target) : Ops.KlDivergence.Op.Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record KlDivergence() : Binary<KlDivergence.Formula>
    {
        public static readonly KlDivergence Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads LeftReads => Adjoint.Reads.Second;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => b * (Logarithm(b) - a);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * b);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * (Logarithm(b) + V.One - a);

            static V Logarithm<V>(V b) where V : struct, IReal<V> => V.Log(V.Select(V.Equal(b, V.Zero), V.One, b));
        }
    }

    internal sealed record KlDivergenceOfLogarithms() : Binary<KlDivergenceOfLogarithms.Formula>
    {
        public static readonly KlDivergenceOfLogarithms Op = new();

        internal override string Name => nameof(KlDivergence);

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads LeftReads => Adjoint.Reads.Second;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Exp(b) * (b - a);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * V.Exp(b));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Exp(b) * (b - a + V.One);
        }
    }
}
