namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The square of each element: x²; Bool becomes Int64.</summary>
        public Tensor Square() => Ops.Square.Op.Apply(DType == DType.Bool ? To(DType.Int64) : this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Square() : Unary<Square.Formula>
    {
        public static readonly Square Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static DTypeSet Types => DTypeSet.Numbers;

            public V Value<V>(V x) where V : struct, IReal<V> => x * x;

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (x + x);
        }
    }
}
