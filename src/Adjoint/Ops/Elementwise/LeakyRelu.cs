using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The leaky rectified linear unit of each element: x above 0, x times <paramref name="negativeSlope"/> otherwise.
        /// </summary>
        public Tensor LeakyRelu(double negativeSlope = 0.01) => new Ops.LeakyRelu(negativeSlope).Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LeakyRelu(double NegativeSlope) : Unary<LeakyRelu.Formula>(new Formula(NegativeSlope))
    {
        public readonly record struct Formula(double NegativeSlope) : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> =>
                V.Select(V.Greater(x, V.Zero), x, x * V.Of(NegativeSlope));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                V.Select(V.Greater(x, V.Zero), g, g * V.Of(NegativeSlope));
        }
    }
}
