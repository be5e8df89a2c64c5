namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The n-th derivative of the digamma function of each element; n = 0 is <see cref="Digamma"/> itself.</summary>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
        public Tensor Polygamma(int n)
        {
            Require.NotNegative(nameof(Polygamma), n);
            return new Ops.Polygamma(n).Apply(this);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Polygamma(int N) : Unary<Polygamma.Formula>(new Formula(N))
    {
        public readonly record struct Formula(int N) : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Polygamma(N, x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Polygamma(N + 1, x);
        }
    }
}
