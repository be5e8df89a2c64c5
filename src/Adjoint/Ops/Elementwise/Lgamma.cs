namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The logarithm of the absolute value of the gamma function of each element.</summary>
        public Tensor Lgamma() => Ops.Lgamma.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Lgamma() : Unary<Lgamma.Formula>
    {
        public static readonly Lgamma Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Lgamma(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Digamma(x);
        }
    }
}
