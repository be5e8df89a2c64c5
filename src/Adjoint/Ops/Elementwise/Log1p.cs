namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>log(1 + x) of each element, exact for small x.</summary>
        public Tensor Log1p() => Ops.Log1p.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Log1p() : Unary<Log1p.Formula>
    {
        public static readonly Log1p Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Log1p(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / (x + V.One);
        }
    }
}
