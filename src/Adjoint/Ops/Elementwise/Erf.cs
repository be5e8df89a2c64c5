using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The error function of each element: 2/√π ∫₀ˣ exp(-t²) dt.</summary>
        public Tensor Erf() => Ops.Erf.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Erf() : Unary<Erf.Formula>
    {
        public static readonly Erf Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Erf(x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Of(1.12837916709551257390) * V.Exp(-(x * x));
        }
    }
}
