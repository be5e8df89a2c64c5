using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    const double Pi = 3.141592653589793, PiLow = 1.2246467991473532e-16;

    struct AsinFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => AsinDouble(x);
    }

    struct AcosFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => AcosDouble(x);
    }

    struct AtanFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => AtanDouble(x);
    }

    struct Atan2Function : ILaneFunction2
    {
        public readonly W Invoke<W>(W y, W x) where W : struct, ILanes<W> => Atan2Double(y, x);
    }

    [MethodImpl(Inline)]
    public static V Asin<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(AsinFunction)) : V.IsDouble ? AsinDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Acos<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(AcosFunction)) : V.IsDouble ? AcosDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Atan<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(AtanFunction)) : V.IsDouble ? AtanDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Atan2<V>(V y, V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(y, x, default(Atan2Function)) : V.IsDouble ? Atan2Double(y, x) : throw NotForIntegers();

    // arcsin of t, which is |x| below 1/2 and √((1 - |x|)/2), the sine of half of what is missing to π/2, above.
    [MethodImpl(Inline)]
    static Pair<V> ArcOfSine<V>(V x, out V isSmall) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        isSmall = V.Less(a, V.Of(0.5));
        var half = (V.One - a) * V.Of(0.5);
        var root = Pair<V>.Sqrt(new(half, V.Zero));
        var t = Pair<V>.Select(isSmall, new(a, V.Zero), root);
        var z = V.Select(isSmall, a * a, half);
        var p = Horner(
            z, V.Of(0.03270154116269776), -0.021115713562861037, 0.021789926321703356, 0.003672486233033229, 0.010789239805193473);
        p = Horner(z, p, 0.011397307947542352, 0.01398101664716394, 0.0173515956661854, 0.022372215895897763);
        p = Horner(z, p, 0.03038194267567924, 0.04464285717527616, 0.07499999999970111, 0.16666666666666763);
        return new(t.High, V.MultiplyAdd(t.High * z, p, t.Low));
    }

    [MethodImpl(Whole)]
    static V AsinDouble<V>(V x) where V : struct, ILanes<V>
    {
        var t = ArcOfSine(x, out var isSmall);
        var sum = Pair<V>.QuickSum(V.Of(Pi / 2), -(t.High + t.High));
        var large = sum.High + (sum.Low + (V.Of(PiLow / 2) - (t.Low + t.Low)));
        return CopySign(V.Select(isSmall, t.Value, large), x);
    }

    [MethodImpl(Whole)]
    static V AcosDouble<V>(V x) where V : struct, ILanes<V>
    {
        var t = ArcOfSine(x, out var isSmall);
        var negative = V.Less(x, V.Zero);
        var twice = t + t;
        var middle = new Pair<V>(V.Of(Pi / 2), V.Of(PiLow / 2)) + Pair<V>.Select(negative, t, -t);
        var left = new Pair<V>(V.Of(Pi), V.Of(PiLow)) + -twice;
        return V.Select(isSmall, middle.Value, V.Select(negative, left.Value, twice.Value));
    }

    [MethodImpl(Whole)]
    static V AtanDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var y = AtanOfQuotient(V.Select(V.Less(V.Of(1e30), a), V.Of(1e30), a), V.One).Value;
        return V.Select(V.Less(a, V.Of(1e-8)), x, CopySign(y, x));
    }

    // The angle of n/d, both from 0 up: less π/2 or π/4 where that makes the tangent smaller than that of π/8.
    [MethodImpl(Inline)]
    static Pair<V> AtanOfQuotient<V>(V n, V d) where V : struct, ILanes<V>
    {
        var steep = V.Less(d * V.Of(2.414213562373095), n);
        var middle = V.Less(d * V.Of(0.41421356237309503), n);
        var above = V.Select(steep, -d, n);
        var below = V.Select(steep, n, d);
        var tilted = V.And(middle, V.Not(steep));
        var t = Pair<V>.Select(tilted, Pair<V>.Sum(n, -d), new(above, V.Zero))
            / Pair<V>.Select(tilted, Pair<V>.Sum(n, d), new(below, V.Zero));
        var from = V.Select(steep, V.Of(Pi / 2), V.Select(middle, V.Of(Pi / 4), V.Zero));
        var fromLow = V.Select(steep, V.Of(PiLow / 2), V.Select(middle, V.Of(PiLow / 4), V.Zero));
        var z = t.High * t.High;
        var p = Horner(z, V.Of(-0.017907473727887462), 0.03806506911095792, -0.0503933506161091);
        p = Horner(z, p, 0.05847898251652323, -0.06663105559588649, 0.07692060369394534, -0.0909089776740732);
        p = Horner(z, p, 0.11111110783822191, -0.14285714280204106, 0.19999999999953663, -0.333333333333332);
        var low = V.MultiplyAdd(t.High * z, p, V.MultiplyAdd(-z, t.Low, t.Low));
        var sum = Pair<V>.Sum(from, t.High);
        return Pair<V>.QuickSum(sum.High, sum.Low + (fromLow + low));
    }

    [MethodImpl(Whole)]
    static V Atan2Double<V>(V y, V x) where V : struct, ILanes<V>
    {
        V n = V.Abs(y), d = V.Abs(x);
        V infinite = V.Equal(n, Infinity<V>()), far = V.Equal(d, Infinity<V>());
        var limits = V.Or(infinite, far);
        const double Up = 1.6069380442589903e60, Down = 7.888609052210118e-31; // 2²⁰⁰ and 2⁻¹⁰⁰
        n = V.Select(infinite, V.One, V.Select(limits, n * V.Zero, n));
        d = V.Select(far, V.One, V.Select(limits, d * V.Zero, d));
        var larger = V.Max(n, d);
        var scale = V.Select(V.Less(larger, V.Of(1e-250)), V.Of(Up), V.One);
        scale = V.Select(V.Less(V.Of(1e300), larger), V.Of(Down), scale);
        n *= scale;
        d = V.Select(V.Equal(larger, V.Zero), V.One, d * scale);
        var angle = AtanOfQuotient(n, d);
        var back = new Pair<V>(V.Of(Pi), V.Of(PiLow)) + -angle;
        return CopySign(V.Select(HasSign(x), back.Value, angle.Value), y);
    }
}
