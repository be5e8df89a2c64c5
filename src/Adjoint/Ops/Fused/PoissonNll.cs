using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Minus the logarithm of the Poisson distribution at each count y, without the term log y!: eˣ - y x for the logarithm x of the
        /// rate, or x - y log(x + ε) for the rate itself.
        /// </summary>
        internal Tensor PoissonNll(Tensor target, bool logInput, double eps) =>
            logInput ? Ops.PoissonNllOfLogarithm.Op.Apply(this, target) : new Ops.PoissonNll(eps).Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record PoissonNll(double Eps) : Binary<PoissonNll.Formula>(new Formula(Eps))
    {
        public readonly record struct Formula(double Eps) : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads RightReads => Adjoint.Reads.First;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> => a - b * V.Log(a + V.Of(Eps));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * (V.One - b / (a + V.Of(Eps)));

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * V.Log(a + V.Of(Eps)));
        }
    }

    internal sealed record PoissonNllOfLogarithm() : Binary<PoissonNllOfLogarithm.Formula>
    {
        public static readonly PoissonNllOfLogarithm Op = new();

        internal override string Name => nameof(PoissonNll);

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads RightReads => Adjoint.Reads.First;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Exp(a) - b * a;

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * (V.Exp(a) - b);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * a);
        }
    }
}
