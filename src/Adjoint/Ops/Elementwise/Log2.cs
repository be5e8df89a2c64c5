namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The logarithm to base 2 of each element.</summary>
        public Tensor Log2() => Ops.Log2.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Log2() : Unary<Log2.Formula>
    {
        public static readonly Log2 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Log2(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / (x * V.Of(0.69314718055994530942));
        }
    }
}
