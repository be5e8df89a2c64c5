namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The tangent of each element, in radians.</summary>
        public Tensor Tan() => Ops.Tan.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Tan() : Unary<Tan.Formula>
    {
        public static readonly Tan Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Tan(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (V.One + y * y);
        }
    }
}
