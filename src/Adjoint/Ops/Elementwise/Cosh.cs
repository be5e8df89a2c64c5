namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The hyperbolic cosine of each element.</summary>
        public Tensor Cosh() => Ops.Cosh.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Cosh() : Unary<Cosh.Formula>
    {
        public static readonly Cosh Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Cosh(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Sinh(x);
        }
    }
}
