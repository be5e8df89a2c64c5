using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// NaN, ∞ and -∞ replaced by numbers: by <paramref name="nan"/>, and if left out by the largest and the smallest number
        /// of the type. Where something is replaced, the derivative is 0. Integers stay as they are.
        /// </summary>
        public Tensor NanToNum(double nan = 0, double? posInf = null, double? negInf = null)
        {
            if (!DType.IsFloatingPoint) return Clone();
            var largest = DType switch
            {
                DType.Float64 => double.MaxValue,
                DType.Float16 => (double)Half.MaxValue,
                DType.BFloat16 => BFloat16.FromBits(0x7F7F),
                _ => float.MaxValue,
            };
            return new Ops.NanToNum(nan, posInf ?? largest, negInf ?? -largest).Apply(this);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record NanToNum(double NaN, double PosInf, double NegInf) : Unary<NanToNum.Formula>(new Formula(NaN, PosInf, NegInf))
    {
        public readonly record struct Formula(double NaN, double PosInf, double NegInf) : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V>
            {
                var infinite = V.Select(V.Less(x, V.Zero), V.Of(NegInf), V.Of(PosInf));
                return V.Select(V.IsNaN(x), V.Of(NaN), V.Select(IsFinite(x), x, infinite));
            }

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Select(IsFinite(x), g, V.Zero);

            static V IsFinite<V>(V x) where V : struct, IReal<V> => V.Less(V.Abs(x), V.Of(double.PositiveInfinity));
        }
    }
}
