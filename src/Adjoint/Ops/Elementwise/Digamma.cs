namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The digamma function of each element: the derivative of <see cref="Lgamma"/>.</summary>
        public Tensor Digamma() => Ops.Digamma.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Digamma() : Unary<Digamma.Formula>
    {
        public static readonly Digamma Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Digamma(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Polygamma(1, x);
        }
    }
}
