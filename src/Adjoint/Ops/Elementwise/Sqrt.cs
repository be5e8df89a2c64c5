namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The square root of each element; NaN for negative ones.</summary>
        public Tensor Sqrt() => Ops.Sqrt.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Sqrt() : Unary<Sqrt.Formula>
    {
        public static readonly Sqrt Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Sqrt(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / (y + y);
        }
    }
}
