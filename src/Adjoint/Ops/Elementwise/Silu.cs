using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The sigmoid linear unit (swish) of each element: x sigmoid(x).</summary>
        public Tensor Silu() => Ops.Silu.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Silu() : Unary<Silu.Formula>
    {
        public static readonly Silu Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => x * V.Sigmoid(x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var sigmoid = V.Sigmoid(x);
                return g * (sigmoid * (V.One + x * (V.One - sigmoid)));
            }
        }
    }
}
