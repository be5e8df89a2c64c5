namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>2 to the power of each element: 2ˣ.</summary>
        public Tensor Exp2() => Ops.Exp2.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Exp2() : Unary<Exp2.Formula>
    {
        public static readonly Exp2 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Exp2(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * y * V.Of(0.69314718055994530942);
        }
    }
}
