using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The softsign of each element: x / (1 + |x|).</summary>
        public Tensor Softsign() => Ops.Softsign.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Softsign() : Unary<Softsign.Formula>
    {
        public static readonly Softsign Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => x / (V.One + V.Abs(x));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var slope = V.One / (V.One + V.Abs(x));
                return g * (slope * slope);
            }
        }
    }
}
