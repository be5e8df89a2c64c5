namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The inverse hyperbolic sine of each element.</summary>
        public Tensor Asinh() => Ops.Asinh.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Asinh() : Unary<Asinh.Formula>
    {
        public static readonly Asinh Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Asinh(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / V.Sqrt(x * x + V.One);
        }
    }
}
