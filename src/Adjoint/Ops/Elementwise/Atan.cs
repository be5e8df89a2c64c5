namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The arctangent of each element.</summary>
        public Tensor Atan() => Ops.Atan.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Atan() : Unary<Atan.Formula>
    {
        public static readonly Atan Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Atan(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / (x * x + V.One);
        }
    }
}
