namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The cosine of each element, in radians.</summary>
        public Tensor Cos() => Ops.Cos.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Cos() : Unary<Cos.Formula>
    {
        public static readonly Cos Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Cos(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -(g * V.Sin(x));
        }
    }
}
