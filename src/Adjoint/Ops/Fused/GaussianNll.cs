using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// (log v + (x - y)² / v) / 2 for each mean x, observation y and variance v, which is at least <paramref name="eps"/>.
        /// As in PyTorch a variance below that has the derivative it would have at eps.
        /// </summary>
        internal Tensor GaussianNll(Tensor target, Tensor variance, double eps) => new Ops.GaussianNll(eps).Apply(this, target, variance);
    }
}

namespace Adjoint.Ops
{
    internal sealed record GaussianNll(double Eps) : Ternary<GaussianNll.Formula>(new Formula(Eps))
    {
        public readonly record struct Formula(double Eps) : ITernaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads FirstReads => Adjoint.Reads.First | Adjoint.Reads.Second | Adjoint.Reads.Third;

            public static Reads SecondReads => FirstReads;

            public static Reads ThirdReads => FirstReads;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b, V c) where V : struct, IReal<V>
            {
                var variance = Limited(c);
                return V.Of(0.5) * (V.Log(variance) + (a - b) * (a - b) / variance);
            }

            public V First<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g * (a - b) / Limited(c);

            public V Second<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g * (b - a) / Limited(c);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Third<V>(V g, V a, V b, V c) where V : struct, IReal<V>
            {
                var variance = Limited(c);
                return g * V.Of(0.5) * (V.One - (a - b) * (a - b) / variance) / variance;
            }

            V Limited<V>(V variance) where V : struct, IReal<V> => V.Select(V.Less(variance, V.Of(Eps)), V.Of(Eps), variance);
        }
    }
}
