namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The sign of each element: -1, 0 or 1; 0 for NaN. The derivative is 0.</summary>
        public Tensor Sign() => Ops.Sign.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Sign() : Unary<Sign.Formula>
    {
        public static readonly Sign Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Numbers;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Sign(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
