using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element moved towards 0 by <paramref name="lambd"/>, and 0 within that distance of 0, where the derivative is 0.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="lambd"/> is negative.</exception>
        public Tensor Softshrink(double lambd = 0.5)
        {
            Require.NotNegative(nameof(Softshrink), lambd);
            return new Ops.Softshrink(lambd).Apply(this);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Softshrink(double Lambd) : Unary<Softshrink.Formula>(new Formula(Lambd))
    {
        public readonly record struct Formula(double Lambd) : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> =>
                V.Select(V.Greater(x, V.Of(Lambd)), x - V.Of(Lambd), V.Select(V.Less(x, V.Of(-Lambd)), x + V.Of(Lambd), V.Zero));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                V.Select(V.And(V.LessOrEqual(V.Of(-Lambd), x), V.LessOrEqual(x, V.Of(Lambd))), V.Zero, g);
        }
    }
}
