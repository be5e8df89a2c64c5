namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>1 / x for each element.</summary>
        public Tensor Reciprocal() => Ops.Reciprocal.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Reciprocal() : Unary<Reciprocal.Formula>
    {
        public static readonly Reciprocal Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.One / x;

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -g * (y * y);
        }
    }
}
