using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// A smooth <see cref="Relu"/> of each element: log(1 + exp(βx)) / β. Where βx exceeds <paramref name="threshold"/> it is x
        /// itself, which is the same to about exp(-threshold).
        /// </summary>
        public Tensor Softplus(double beta = 1, double threshold = 20) => new Ops.Softplus(beta, threshold).Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Softplus(double Beta, double Threshold) : Unary<Softplus.Formula>(new Formula(Beta, Threshold))
    {
        public readonly record struct Formula(double Beta, double Threshold) : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V>
            {
                var scaled = x * V.Of(Beta);
                var y = V.Max(scaled, V.Zero) + V.Log1pUnit(V.Exp(-V.Abs(scaled)));
                return V.Select(V.Greater(scaled, V.Of(Threshold)), x, y / V.Of(Beta));
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var scaled = x * V.Of(Beta);
                return V.Select(V.Greater(scaled, V.Of(Threshold)), g, g * V.Sigmoid(scaled));
            }
        }
    }
}
