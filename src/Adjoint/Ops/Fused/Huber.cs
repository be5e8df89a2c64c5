using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// For each pair of elements half the squared error up to <paramref name="delta"/>, and beyond it the tangent:
        /// delta (|x - y| - delta / 2).
        /// </summary>
        internal Tensor Huber(Tensor target, double delta) => new Ops.Huber(delta).Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Huber(double Delta) : Binary<Huber.Formula>(new Formula(Delta))
    {
        public readonly record struct Formula(double Delta) : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V>
            {
                var error = V.Abs(a - b);
                return V.Select(V.LessOrEqual(error, V.Of(Delta)), error * error * V.Of(0.5), V.Of(Delta) * (error - V.Of(0.5 * Delta)));
            }

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * Slope(a - b);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * Slope(b - a);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            V Slope<V>(V error) where V : struct, IReal<V> =>
                V.Select(V.LessOrEqual(V.Abs(error), V.Of(Delta)), error, V.Of(Delta) * V.Sign(error));
        }
    }
}
