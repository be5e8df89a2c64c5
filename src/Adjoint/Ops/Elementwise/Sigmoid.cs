namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The logistic function of each element: 1 / (1 + e⁻ˣ).</summary>
        public Tensor Sigmoid() => Ops.Sigmoid.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Sigmoid() : Unary<Sigmoid.Formula>
    {
        public static readonly Sigmoid Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Sigmoid(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * y * (V.One - y);
        }
    }
}
