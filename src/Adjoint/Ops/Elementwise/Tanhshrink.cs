namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Each element less its hyperbolic tangent: x - tanh(x).</summary>
        public Tensor Tanhshrink() => Ops.Tanhshrink.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Tanhshrink() : Unary<Tanhshrink.Formula>
    {
        public static readonly Tanhshrink Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => x - V.Tanh(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var tanh = V.Tanh(x);
                return g * (tanh * tanh);
            }
        }
    }
}
