namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The hyperbolic sine of each element.</summary>
        public Tensor Sinh() => Ops.Sinh.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Sinh() : Unary<Sinh.Formula>
    {
        public static readonly Sinh Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Sinh(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Cosh(x);
        }
    }
}
