using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Stirling's approximation of log y! for each count y above 1, and 0 for others: y log y - y + log(2πy) / 2.</summary>
        internal Tensor Stirling() => Ops.Stirling.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Stirling() : Unary<Stirling.Formula>
    {
        public static readonly Stirling Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            const double HalfLogOfTwoPi = 0.91893853320467274178;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V>
            {
                var log = V.Log(AtLeastOne(x));
                return V.Select(V.Greater(x, V.One), x * log - x + V.Of(0.5) * log + V.Of(HalfLogOfTwoPi), V.Zero);
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var count = AtLeastOne(x);
                return V.Select(V.Greater(x, V.One), g * (V.Log(count) + V.Of(0.5) / count), V.Zero);
            }

            // What is not chosen must have a derivative all the same.
            static V AtLeastOne<V>(V x) where V : struct, IReal<V> => V.Select(V.Greater(x, V.One), x, V.One);
        }
    }
}
