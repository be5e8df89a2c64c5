namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>eˣ - 1 of each element, exact for small x.</summary>
        public Tensor Expm1() => Ops.Expm1.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Expm1() : Unary<Expm1.Formula>
    {
        public static readonly Expm1 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Expm1(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * (y + V.One);
        }
    }
}
