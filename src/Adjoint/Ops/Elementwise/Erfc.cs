using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The complementary error function of each element: 1 - erf(x).</summary>
        public Tensor Erfc() => Ops.Erfc.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Erfc() : Unary<Erfc.Formula>
    {
        public static readonly Erfc Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Erfc(x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Of(-1.12837916709551257390) * V.Exp(-(x * x));
        }
    }
}
