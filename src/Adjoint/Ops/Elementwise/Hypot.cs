using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The hypotenuse over two legs, √(a² + b²), without overflow. Shapes broadcast; types are promoted; integers become Float32.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor Hypot(Tensor left, Tensor right) => Ops.Hypot.Op.Apply(left, right);

        /// <summary>The hypotenuse over two legs, as <see cref="Hypot(Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="Hypot(Tensor, Tensor)" path="/exception"/>
        public Tensor Hypot(Tensor other) => Ops.Hypot.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Hypot() : Binary<Hypot.Formula>
    {
        public static readonly Hypot Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.First | Adjoint.Reads.Output;

            public static Reads RightReads => Adjoint.Reads.Second | Adjoint.Reads.Output;

            public static DTypeSet Types => DTypeSet.Floating;

            // Infinite beside anything, even NaN.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V>
            {
                (a, b) = (V.Abs(a), V.Abs(b));
                V low = V.Min(a, b), high = V.Max(a, b), infinity = V.Of(double.PositiveInfinity);
                var ratio = low / V.Select(V.Equal(high, V.Zero), V.One, high);
                var y = high * V.Sqrt(V.One + ratio * ratio);
                return V.Select(V.Or(V.Equal(a, infinity), V.Equal(b, infinity)), infinity, y);
            }

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * (a / y);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * (b / y);
        }
    }
}
