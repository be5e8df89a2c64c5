using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>A smooth, not monotonous activation of each element: x tanh(log(1 + eˣ)). Source: Misra, "Mish", 2019.</summary>
        public Tensor Mish() => Ops.Mish.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Mish() : Unary<Mish.Formula>
    {
        public static readonly Mish Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => x * TanhOfSoftplus(x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var tanh = TanhOfSoftplus(x);
                return g * (tanh + x * V.Sigmoid(x) * (V.One - tanh * tanh));
            }

            // tanh(log(1 + e)) = e (e + 2) / (e (e + 2) + 2), which is 1 in every type beyond 20.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            static V TanhOfSoftplus<V>(V x) where V : struct, IReal<V>
            {
                var isLarge = V.Less(V.Of(20), x);
                var e = V.Exp(V.Select(isLarge, V.Zero, x));
                var n = e * (e + V.Of(2));
                return V.Select(isLarge, V.One, n / (n + V.Of(2)));
            }
        }
    }
}
