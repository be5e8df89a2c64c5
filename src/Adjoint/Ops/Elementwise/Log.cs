namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The natural logarithm of each element.</summary>
        public Tensor Log() => Ops.Log.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Log() : Unary<Log.Formula>
    {
        public static readonly Log Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Log(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g / x;
        }
    }
}
