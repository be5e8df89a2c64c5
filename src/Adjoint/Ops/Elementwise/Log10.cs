namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The logarithm to base 10 of each element.</summary>
        public Tensor Log10() => Ops.Log10.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Log10() : Unary<Log10.Formula>
    {
        public static readonly Log10 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Log10(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / (x * V.Of(2.30258509299404568402));
        }
    }
}
