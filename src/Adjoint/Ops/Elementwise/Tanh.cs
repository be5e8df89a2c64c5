namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The hyperbolic tangent of each element.</summary>
        public Tensor Tanh() => Ops.Tanh.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Tanh() : Unary<Tanh.Formula>
    {
        public static readonly Tanh Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Tanh(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (V.One - y * y);
        }
    }
}
