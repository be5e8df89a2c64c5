namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The inverse hyperbolic cosine of each element; NaN below 1.</summary>
        public Tensor Acosh() => Ops.Acosh.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Acosh() : Unary<Acosh.Formula>
    {
        public static readonly Acosh Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Acosh(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / V.Sqrt(x * x - V.One);
        }
    }
}
