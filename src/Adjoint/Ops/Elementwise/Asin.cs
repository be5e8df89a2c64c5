namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The arcsine of each element; NaN outside of [-1, 1].</summary>
        public Tensor Asin() => Ops.Asin.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Asin() : Unary<Asin.Formula>
    {
        public static readonly Asin Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Asin(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / V.Sqrt(V.One - x * x);
        }
    }
}
