using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The logarithm to base 2 of a sum of powers of 2, log₂(2ᵃ + 2ᵇ), without overflow. Shapes broadcast; types are
        /// promoted; integers become Float32.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor LogAddExp2(Tensor left, Tensor right) => Ops.LogAddExp2.Op.Apply(left, right);

        /// <summary>The logarithm to base 2 of a sum of powers of 2, as <see cref="LogAddExp2(Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="LogAddExp2(Tensor, Tensor)" path="/exception"/>
        public Tensor LogAddExp2(Tensor other) => Ops.LogAddExp2.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogAddExp2() : Binary<LogAddExp2.Formula>
    {
        public static readonly LogAddExp2 Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            const double Ln2 = 0.69314718055994530942, Log2OfE = 1.44269504088896340736;

            public static DTypeSet Types => DTypeSet.Floating;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> =>
                V.Max(a, b) + V.Log1pUnit(V.Exp2(-V.Abs(LogAddExp.Difference(a, b)))) * V.Of(Log2OfE);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Sigmoid(LogAddExp.Difference(a, b) * V.Of(Ln2));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Sigmoid(-LogAddExp.Difference(a, b) * V.Of(Ln2));
        }
    }
}
