using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The inverse of <see cref="Sigmoid"/>: log(x / (1 - x)). Elements outside of [0, 1] give NaN, or, with
        /// <paramref name="eps"/>, are first brought into [eps, 1 - eps], where the derivative is 0.
        /// </summary>
        public Tensor Logit(double? eps = null) => new Ops.Logit(eps ?? -1).Apply(this);
    }
}

namespace Adjoint.Ops
{
    // A negative margin is none, as in PyTorch.
    internal sealed record Logit(double Eps) : Unary<Logit.Formula>(new Formula(Eps))
    {
        public readonly record struct Formula(double Eps) : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V>
            {
                if (Eps >= 0) x = V.Select(V.Less(x, V.Of(Eps)), V.Of(Eps), V.Select(V.Less(V.Of(1 - Eps), x), V.Of(1 - Eps), x));
                return V.Log(x / (V.One - x));
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var low = V.Of(Eps < 0 ? 0 : Eps);
                var isInside = V.And(V.LessOrEqual(low, x), V.LessOrEqual(x, V.One - low));
                return V.Select(isInside, g / (x * (V.One - x)), V.Of(Eps < 0 ? double.NaN : 0));
            }
        }
    }
}
