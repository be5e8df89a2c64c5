using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The cross entropy of two outcomes for each score x and outcome y, times (1 - p)ᵞ, where p is the probability of what is right,
        /// and, unless alpha is negative, times alpha for the outcome 1 and 1 - alpha for 0.
        /// </summary>
        internal Tensor SigmoidFocal(Tensor target, double alpha, double gamma) => new Ops.SigmoidFocal(alpha, gamma).Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record SigmoidFocal(double Alpha, double Gamma) : Binary<SigmoidFocal.Formula>(new Formula(Alpha, Gamma))
    {
        public readonly record struct Formula(double Alpha, double Gamma) : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            double WeightOfZero => Alpha >= 0 ? 1 - Alpha : 1;

            double Tilt => Alpha >= 0 ? 2 * Alpha - 1 : 0;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> => Weight(b) * V.Pow(Miss(a, b), V.Of(Gamma)) * Entropy(a, b);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V>
            {
                var miss = Miss(a, b);
                var turn = V.Sigmoid(a) * V.Sigmoid(-a) * (V.One - V.Of(2) * b);
                return g * Weight(b) * (Slope(miss) * turn * Entropy(a, b) + V.Pow(miss, V.Of(Gamma)) * (V.Sigmoid(a) - b));
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V>
            {
                var (miss, entropy) = (Miss(a, b), Entropy(a, b));
                var power = V.Pow(miss, V.Of(Gamma));
                var turn = V.Sigmoid(-a) - V.Sigmoid(a);
                return g * (V.Of(Tilt) * power * entropy + Weight(b) * (Slope(miss) * turn * entropy - power * a));
            }

            V Weight<V>(V b) where V : struct, IReal<V> => V.Of(WeightOfZero) + V.Of(Tilt) * b;

            // The probability of what is wrong.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            static V Miss<V>(V a, V b) where V : struct, IReal<V> => V.Sigmoid(a) * (V.One - b) + V.Sigmoid(-a) * b;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            static V Entropy<V>(V a, V b) where V : struct, IReal<V> => default(BinaryCrossEntropyWithLogits.Formula).Value(a, b);

            // The derivative of the power; 0 where nothing is missed, as the cross entropy is.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            V Slope<V>(V miss) where V : struct, IReal<V>
            {
                var none = V.Equal(miss, V.Zero);
                return V.Select(none, V.Zero, V.Of(Gamma) * V.Pow(V.Select(none, V.One, miss), V.Of(Gamma - 1)));
            }
        }
    }
}
