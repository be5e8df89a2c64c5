using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    struct PowerFunction : ILaneFunction2, IScalarFunction2
    {
        public readonly W Invoke<W>(W a, W b) where W : struct, ILanes<W> => RoundedPower(a, b);

        public readonly double Invoke(double a, double b) => throw new NotSupportedException();

        public readonly long Invoke(long a, long b) => IntegerPower(a, b);
    }

    [MethodImpl(Inline)]
    public static V Pow<V>(V a, V b) where V : struct, ILanes<V>
    {
        if (V.IsSingle) return PowSingle(a, b);
        return V.IsDouble ? ExactPower(a, b) : V.Map(a, b, default(PowerFunction));
    }

    // 2 to the power b·log₂a, the logarithm and the product as pairs; what is out of the ordinary in double precision.
    [MethodImpl(Inline)]
    static V PowSingle<V>(V a, V b) where V : struct, ILanes<V>
    {
        var product = Pair<V>.Product(Log2Pair(a, out var low), b);
        low = V.MultiplyAdd(low, b, product.Low);
        var t = V.Clamp(product.High, V.Of(-151), V.Of(129));
        var n = t + V.Of(WholeSingle) - V.Of(WholeSingle);
        var y = Scale(Exp2Fraction(t - n + V.And(V.Equal(t, product.High), low)), n);
        var ordinary = V.And(V.And(V.Less(V.Zero, a), V.Less(a, Infinity<V>())), V.Less(V.Abs(b), Infinity<V>()));
        var other = V.Not(ordinary);
        return V.Any(other) ? V.Select(other, V.InDouble(a, b, default(PowerFunction)), y) : y;
    }

    // log₂x to about 36 bits, for positive finite x in single precision: a number and what is to be added to it.
    [MethodImpl(Inline)]
    static V Log2Pair<V>(V x, out V low) where V : struct, ILanes<V>
    {
        const double TwoLog2OfE = 2.885390043258667, TwoLog2OfELow = 3.851925982253235e-08;
        var f = Mantissa(x, out var k) - V.One;
        var s = new Pair<V>(f, V.Zero) / Pair<V>.QuickSum(V.Of(2), f);
        var z = s.High * s.High;
        var p = Horner(z, V.Of(0.3402385219), 0.4117053557, 0.5770828662, 0.9617966791);
        var linear = Pair<V>.Product(s.High, V.Of(TwoLog2OfE));
        low = V.MultiplyAdd(s.High, V.MultiplyAdd(z, p, V.Of(TwoLog2OfELow)), V.MultiplyAdd(s.Low, V.Of(TwoLog2OfE), linear.Low));
        var sum = Pair<V>.QuickSum(k, linear.High);
        sum = Pair<V>.QuickSum(sum.High, sum.Low + low);
        low = sum.Low;
        return sum.High;
    }

    // Good to 43 bits: the error of the exponent, which is up to 1000, is one, relative, of the result.
    [MethodImpl(Whole)]
    static V RoundedPower<V>(V a, V b) where V : struct, ILanes<V> =>
        PowerSign(a, b, ExpWhole(LogWhole(V.Abs(a)) * b));

    // The same with the exponent as a pair, unless it is infinite or makes the result so.
    [MethodImpl(Whole)]
    static V ExactPower<V>(V a, V b) where V : struct, ILanes<V>
    {
        var x = V.Abs(a);
        var rounded = LogWhole(x) * b;
        var exact = ExactLog(x) * b;
        var isOrdinary = V.Less(V.Abs(rounded), V.Of(800));
        var exponent = V.Select(isOrdinary, exact.High, rounded);
        return PowerSign(a, b, ExpWhole(exponent, V.Select(isOrdinary, exact.Low, V.Zero)));
    }

    // What C's pow gives for signs, zeros, ones and infinities, given |a|ᵇ where that is ordinary.
    [MethodImpl(Inline)]
    static V PowerSign<V>(V a, V b, V y) where V : struct, ILanes<V>
    {
        var half = b * V.Of(0.5);
        var isWhole = V.Equal(V.Floor(b), b);
        var isOdd = V.And(isWhole, V.NotEqual(V.Floor(half), half));
        y = V.Select(V.And(V.Equal(V.Abs(a), V.One), V.Equal(V.Abs(b), Infinity<V>())), V.One, y);
        y = V.Xor(y, V.And(V.And(isOdd, a), SignBit<V>()));
        var isUndefined = V.And(V.And(V.Less(a, V.Zero), V.Less(-Infinity<V>(), a)), V.Not(isWhole));
        y = V.Select(isUndefined, NaN<V>(), y);
        return V.Select(V.Or(V.Equal(b, V.Zero), V.Equal(a, V.One)), V.One, y);
    }

    // log(x) to about 70 bits, for positive finite x.
    [MethodImpl(Whole)]
    static Pair<V> ExactLog<V>(V x) where V : struct, ILanes<V>
    {
        var m = Mantissa(x, out var k);
        var f = new Pair<V>(m - V.One, V.Zero);
        var s = f / Pair<V>.Sum(f.High, V.Of(2));
        var square = s * s;
        var z = square.High;
        var p = Horner(z, V.Of(0.059561633107104), 0.058424449115318466, 0.06667884991326298);
        p = Horner(z, p, 0.07692286370152789, 0.09090909303701598, 0.11111111110000123, 0.14285714285716594);
        var sum = Pair<V>.QuickSum(V.Of(0.2), V.MultiplyAdd(z, p, V.Of(-1.1102230246251566e-17)));
        sum = square * sum + new Pair<V>(V.Of(0.3333333333333333), V.Of(1.850371707708594e-17));
        sum = square * s * sum + s;
        var power = Pair<V>.Sum(k * V.Of(Ln2High), k * V.Of(Ln2Low));
        return power + (sum + sum);
    }

    static long IntegerPower(long a, long b)
    {
        if (b < 0) return a == 1 ? 1 : a == -1 ? (b & 1) == 0 ? 1 : -1 : 0;
        long result = 1;
        for (; b > 0; b >>= 1, a *= a)
        {
            if ((b & 1) != 0) result *= a;
        }
        return result;
    }
}
