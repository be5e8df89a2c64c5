using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The logarithm of a sum of exponentials, log(eᵃ + eᵇ), without overflow: adds probabilities given by their logarithms.
        /// Shapes broadcast; types are promoted; integers become Float32.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor LogAddExp(Tensor left, Tensor right) => Ops.LogAddExp.Op.Apply(left, right);

        /// <summary>The logarithm of a sum of exponentials, as <see cref="LogAddExp(Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="LogAddExp(Tensor, Tensor)" path="/exception"/>
        public Tensor LogAddExp(Tensor other) => Ops.LogAddExp.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogAddExp() : Binary<LogAddExp.Formula>
    {
        public static readonly LogAddExp Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Max(a, b) + V.Log1pUnit(V.Exp(-V.Abs(Difference(a, b))));

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Sigmoid(Difference(a, b));

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Sigmoid(-Difference(a, b));
        }

        /// <summary>a - b, and 0 for equal infinities.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Difference<V>(V a, V b) where V : struct, IReal<V> =>
            V.Select(V.And(V.Equal(a, b), V.Equal(V.Abs(a), V.Of(double.PositiveInfinity))), V.Zero, a - b);
    }
}
