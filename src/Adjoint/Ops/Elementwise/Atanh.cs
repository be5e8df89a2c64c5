namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The inverse hyperbolic tangent of each element; NaN outside of [-1, 1].</summary>
        public Tensor Atanh() => Ops.Atanh.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Atanh() : Unary<Atanh.Formula>
    {
        public static readonly Atanh Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Atanh(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / (V.One - x * x);
        }
    }
}
