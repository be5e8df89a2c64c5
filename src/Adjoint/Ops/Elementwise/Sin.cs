namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The sine of each element, in radians.</summary>
        public Tensor Sin() => Ops.Sin.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Sin() : Unary<Sin.Formula>
    {
        public static readonly Sin Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Sin(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Cos(x);
        }
    }
}
