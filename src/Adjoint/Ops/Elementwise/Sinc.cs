using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The normalized cardinal sine of each element: sin(πx) / (πx), and 1 at 0. Integers become Float32.</summary>
        public Tensor Sinc() => Ops.Sinc.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Sinc() : Unary<Sinc.Formula>
    {
        public static readonly Sinc Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> => CardinalSine.Value(x * V.Of(Math.PI));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Of(Math.PI) * CardinalSine.Slope(x * V.Of(Math.PI));
        }
    }

    /// <summary>sin(x) / x, and its derivative.</summary>
    internal static class CardinalSine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(V x) where V : struct, IReal<V>
        {
            var isZero = V.Equal(x, V.Zero);
            return V.Select(isZero, V.One, V.Sin(x) / V.Select(isZero, V.One, x));
        }

        // Close to 0 the terms cancel, and a series is better: -x/3 + x³/30 - x⁵/840 + ...
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Slope<V>(V x) where V : struct, IReal<V>
        {
            var isSmall = V.Less(V.Abs(x), V.Of(0.7));
            var square = x * x;
            var p = V.Of(1.0 / 3991680) - square * V.Of(1.0 / 518918400) * (V.One - square * V.Of(1.0 / 180));
            p = V.Of(1.0 / 30) - square * (V.Of(1.0 / 840) - square * (V.Of(1.0 / 45360) - square * p));
            var series = x * (square * p - V.Of(1.0 / 3));
            var safe = V.Select(isSmall, V.One, x);
            return V.Select(isSmall, series, (V.Cos(safe) - V.Sin(safe) / safe) / safe);
        }
    }
}
