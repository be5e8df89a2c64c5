using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// For each pair of elements half the squared error over <paramref name="beta"/> where the error is smaller than that,
        /// and elsewhere the error less beta / 2.
        /// </summary>
        internal Tensor SmoothL1(Tensor target, double beta) => new Ops.SmoothL1(beta).Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record SmoothL1(double Beta) : Binary<SmoothL1.Formula>(new Formula(Beta))
    {
        public readonly record struct Formula(double Beta) : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            // Without a bend there is no parabola to scale.
            double Scale => Beta > 0 ? 1 / Beta : 0;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V>
            {
                var error = V.Abs(a - b);
                return V.Select(V.Less(error, V.Of(Beta)), error * error * V.Of(0.5 * Scale), error - V.Of(0.5 * Beta));
            }

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * Slope(a - b);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * Slope(b - a);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            V Slope<V>(V error) where V : struct, IReal<V> =>
                V.Select(V.Less(V.Abs(error), V.Of(Beta)), error * V.Of(Scale), V.Sign(error));
        }
    }
}
