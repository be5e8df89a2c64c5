namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The exponential of each element: eˣ.</summary>
        public Tensor Exp() => Ops.Exp.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Exp() : Unary<Exp.Formula>
    {
        public static readonly Exp Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Exp(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * y;
        }
    }
}
