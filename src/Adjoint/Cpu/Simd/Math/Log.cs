using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    [MethodImpl(Inline)]
    public static V Log<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? LogSingle(x) : V.IsDouble ? LogDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    static V LogSingle<V>(V x) where V : struct, ILanes<V>
    {
        var f = LogParts(x, out var k, out var rest);
        var y = f + V.MultiplyAdd(k, V.Of(Ln2LowSingle), rest);
        return OfLogarithm(x, V.MultiplyAdd(k, V.Of(Ln2HighSingle), y));
    }

    // What a logarithm is outside of the positive numbers.
    [MethodImpl(Inline)]
    static V OfLogarithm<V>(V x, V y) where V : struct, ILanes<V>
    {
        var outside = V.Select(V.Equal(x, V.Zero), -Infinity<V>(), V.Select(V.Less(x, V.Zero), NaN<V>(), x));
        return V.Select(V.And(V.Less(V.Zero, x), V.Less(x, Infinity<V>())), y, outside);
    }

    // log(x) = k·ln 2 + f + rest where x = 2ᵏ(1 + f), 1 + f between √½ and √2.
    [MethodImpl(Inline)]
    static V LogParts<V>(V x, out V k, out V rest) where V : struct, ILanes<V>
    {
        var f = Mantissa(x, out k) - V.One;
        rest = LogRest(f);
        return f;
    }

    // log(1 + f) - f
    [MethodImpl(Inline)]
    static V LogRest<V>(V f) where V : struct, ILanes<V>
    {
        var p = Horner(f, V.Of(-0.0786138533), 0.128834299, -0.131288958, 0.141809581);
        p = Horner(f, p, -0.166245218, 0.200022952, -0.250008113, 0.333333166);
        var square = f * f;
        return V.MultiplyAdd(square * f, p, square * V.Of(-0.5));
    }

    // x = 2ᵏm, m between √½ and √2, for positive finite x.
    [MethodImpl(Inline)]
    static V Mantissa<V>(V x, out V k) where V : struct, ILanes<V>
    {
        var tiny = V.Less(x, V.Of(V.IsSingle ? 1.17549435e-38 : 2.2250738585072014e-308));
        x = V.Select(tiny, x * V.Of(18014398509481984), x);

        // Adding 1 - √½ to the bits makes the exponent change where the mantissa is √½.
        var bits = V.AddBits(x, V.Bits(V.IsSingle ? 0x3F800000 - 0x3F3504F3 : 0x3FF0000000000000 - 0x3FE6A09E667F3BCD));
        k = V.IsSingle
            ? V.Or(V.ShiftRight(bits, 23), V.Of(8388608)) - V.Of(8388608 + 127)
            : V.Or(V.ShiftRight(bits, 52), V.Of(4503599627370496)) - V.Of(4503599627370496 + 1023);
        k = V.Select(tiny, k - V.Of(54), k);
        var fraction = V.And(bits, V.Bits(V.IsSingle ? 0x007FFFFF : 0x000FFFFFFFFFFFFF));
        return V.AddBits(fraction, V.Bits(V.IsSingle ? 0x3F3504F3 : 0x3FE6A09E667F3BCD));
    }

    [MethodImpl(Inline)]
    static V LogDouble<V>(V x) where V : struct, ILanes<V>
    {
        var m = Mantissa(x, out var k);
        return OfLogarithm(x, LogPair(new(m, V.Zero), k).Value);
    }

    // For large methods: inlined into one it would leave its own operations as calls.
    [MethodImpl(Whole)]
    public static V LogWhole<V>(V x) where V : struct, ILanes<V> => Log(x);

    // log(x) for positive x below 2¹⁰²².
    [MethodImpl(Inline)]
    static Pair<V> LogPair<V>(Pair<V> x) where V : struct, ILanes<V>
    {
        var m = Mantissa(x.High, out var k);
        return LogPair(new(m, x.Low * PowerOfTwo(-k)), k);
    }

    // log(m) + k·ln 2 = 2 artanh(s) + k·ln 2 where s = (m - 1)/(m + 1).
    [MethodImpl(Inline)]
    static Pair<V> LogPair<V>(Pair<V> m, V k) where V : struct, ILanes<V>
    {
        var f = Pair<V>.Sum(m.High - V.One, m.Low);
        var s = f / (f + V.Of(2));
        var z = s.High * s.High;
        var p = Horner(z, V.Of(0.14797564645370817), 0.15313897884116978, 0.18183569930905702);
        p = Horner(z, p, 0.22222198472836918, 0.28571428743285254, 0.39999999999411057, 0.6666666666666735);
        var sum = Pair<V>.Sum(k * V.Of(Ln2High), s.High + s.High);
        var low = V.MultiplyAdd(s.High * z, p, s.Low + s.Low);
        return Pair<V>.QuickSum(sum.High, sum.Low + V.MultiplyAdd(k, V.Of(Ln2Low), low));
    }

    [MethodImpl(Inline)]
    public static V Log2<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? Log2Single(x) : V.IsDouble ? Log2Double(x) : throw NotForIntegers();

    [MethodImpl(Whole)]
    static V Log2Single<V>(V x) where V : struct, ILanes<V>
    {
        var f = LogParts(x, out var k, out var rest);
        var low = V.MultiplyAdd(f, V.Of(1.925963033500011e-08), rest * V.Of(Log2OfE));
        return OfLogarithm(x, k + V.MultiplyAdd(f, V.Of(1.4426950216293335), low));
    }

    [MethodImpl(Whole)]
    static V Log2Double<V>(V x) where V : struct, ILanes<V>
    {
        var m = Mantissa(x, out var k);
        var y = LogPair(new(m, V.Zero), V.Zero) * new Pair<V>(V.Of(Log2OfE), V.Of(2.0355273740931033e-17));
        return OfLogarithm(x, (y + k).Value);
    }

    [MethodImpl(Inline)]
    public static V Log10<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? Log10Single(x) : V.IsDouble ? Log10Double(x) : throw NotForIntegers();

    [MethodImpl(Whole)]
    static V Log10Single<V>(V x) where V : struct, ILanes<V>
    {
        var f = LogParts(x, out var k, out var rest);
        var low = V.MultiplyAdd(f, V.Of(-1.0103049952192578e-08), rest * V.Of(0.4342944819032518));
        low = V.MultiplyAdd(k, V.Of(4.605039066518657e-06), low);
        return OfLogarithm(x, V.MultiplyAdd(k, V.Of(0.301025390625), V.MultiplyAdd(f, V.Of(0.4342944920063019), low)));
    }

    [MethodImpl(Whole)]
    static V Log10Double<V>(V x) where V : struct, ILanes<V>
    {
        var m = Mantissa(x, out var k);
        var y = LogPair(new(m, V.Zero), k) * new Pair<V>(V.Of(0.4342944819032518), V.Of(1.098319650216765e-17));
        return OfLogarithm(x, y.Value);
    }

    [MethodImpl(Inline)]
    public static V Log1p<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? Log1pSingle(x) : V.IsDouble ? Log1pDouble(x) : throw NotForIntegers();

    [MethodImpl(Whole)]
    static V Log1pSingle<V>(V x) where V : struct, ILanes<V>
    {
        var sum = Pair<V>.Sum(V.One, x);
        var m = Mantissa(sum.High, out var k);
        var f = m - V.One + sum.Low * PowerOfTwo(-V.Clamp(k, V.Of(-126), V.Of(126)));
        var y = f + V.MultiplyAdd(k, V.Of(Ln2LowSingle), LogRest(f));
        y = OfLogarithm(sum.High, V.MultiplyAdd(k, V.Of(Ln2HighSingle), y));
        return V.Select(V.Less(V.Abs(x), V.Of(1e-8)), x, y);
    }

    [MethodImpl(Whole)]
    static V Log1pDouble<V>(V x) where V : struct, ILanes<V>
    {
        var sum = Pair<V>.Sum(V.One, x);
        var huge = V.Less(V.Of(1e300), x);
        var y = LogPair(Pair<V>.Select(huge, new(V.One, V.Zero), sum)).Value;
        if (V.Any(huge)) y = V.Select(huge, LogDouble(x), y);
        return V.Select(V.Less(V.Abs(x), V.Of(1e-16)), x, OfLogarithm(sum.High, y));
    }
}
