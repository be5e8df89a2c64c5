namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The fraction of each element, with its sign: x - trunc(x). The derivative is 1.</summary>
        public Tensor Frac() => Ops.Frac.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Frac() : Unary<Frac.Formula>
    {
        public static readonly Frac Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Nothing;

            public V Value<V>(V x) where V : struct, IReal<V> => x - V.Truncate(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g;
        }
    }
}
