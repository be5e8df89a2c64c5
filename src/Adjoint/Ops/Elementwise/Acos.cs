using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The arccosine of each element; NaN outside of [-1, 1].</summary>
        public Tensor Acos() => Ops.Acos.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Acos() : Unary<Acos.Formula>
    {
        public static readonly Acos Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Acos(x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -g / V.Sqrt(V.One - x * x);
        }
    }
}
