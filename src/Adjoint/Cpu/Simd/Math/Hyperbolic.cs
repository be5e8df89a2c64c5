using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    // From here on exp(-x) is less than the rounding error of exp(x).
    const double OnlyExp = 22;

    struct SinhFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => SinhDouble(x);
    }

    struct CoshFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => CoshDouble(x);
    }

    struct AsinhFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => AsinhDouble(x);
    }

    struct AcoshFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => AcoshDouble(x);
    }

    struct AtanhFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => AtanhDouble(x);
    }

    [MethodImpl(Inline)]
    public static V Sinh<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(SinhFunction)) : V.IsDouble ? SinhDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Cosh<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(CoshFunction)) : V.IsDouble ? CoshDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Tanh<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? TanhSingle(x) : V.IsDouble ? TanhDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Asinh<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(AsinhFunction)) : V.IsDouble ? AsinhDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Acosh<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(AcoshFunction)) : V.IsDouble ? AcoshDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Atanh<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(AtanhFunction)) : V.IsDouble ? AtanhDouble(x) : throw NotForIntegers();

    [MethodImpl(Whole)]
    static V SinhDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var large = V.Less(V.Of(OnlyExp), a);
        // With h = (exp(a) - 1)/2, sinh(a) = h + h/(1 + 2h).
        var h = Expm1Half(V.Select(large, V.Of(OnlyExp), a));
        var y = (h + h / (h + h + V.One)).Value;
        if (V.Any(large)) y = V.Select(large, HalfExp(a), y);
        return V.Select(V.Less(a, V.Of(1e-8)), x, CopySign(y, x));
    }

    [MethodImpl(Whole)]
    static V CoshDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var large = V.Less(V.Of(OnlyExp), a);
        var h = Expm1Half(V.Select(large, V.Of(OnlyExp), a)) + V.Of(0.5);
        var y = (h + new Pair<V>(V.Of(0.25), V.Zero) / h).Value;
        return V.Any(large) ? V.Select(large, HalfExp(a), y) : y;
    }

    [MethodImpl(Inline)]
    static V HalfExp<V>(V x) where V : struct, ILanes<V>
    {
        var y = ExpParts(V.Clamp(x, V.Of(1), V.Of(720)), V.Zero, out var n);
        return Scale(y, n - V.One);
    }

    // 1 - 2/(exp(2a) + 1), and near 0 a polynomial.
    [MethodImpl(Inline)]
    static V TanhSingle<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var y = ExpParts(V.Clamp(a + a, V.Of(1), V.Of(20)), out var n);
        var large = V.One - V.Of(2) / V.MultiplyAdd(y, PowerOfTwo(n), V.One);
        var z = a * a;
        var p = Horner(z, V.Of(-0.00571706296), 0.0206505984, -0.0537434989, 0.133314912, -0.333332839);
        return CopySign(V.Select(V.Less(a, V.Of(0.625)), V.MultiplyAdd(z * a, p, a), large), x);
    }

    [MethodImpl(Inline)]
    static V TanhDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        // With h = (exp(2a) - 1)/2, tanh(a) = h/(1 + h).
        var h = Expm1Half(V.Select(V.Less(V.Of(OnlyExp), a), V.Of(2 * OnlyExp), a + a));
        var y = (h / (h + V.One)).Value;
        return V.Select(V.Less(a, V.Of(1e-8)), x, CopySign(y, x));
    }

    [MethodImpl(Whole)]
    static V AsinhDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var argument = Pair<V>.Sqrt(Pair<V>.Product(a, a) + V.One) + a;
        return V.Select(V.Less(a, V.Of(1e-8)), x, CopySign(LogOfRoots(a, argument), x));
    }

    [MethodImpl(Whole)]
    static V AcoshDouble<V>(V x) where V : struct, ILanes<V>
    {
        var argument = Pair<V>.Sqrt(Pair<V>.Product(x, x) + -V.One) + x;
        return V.Select(V.LessOrEqual(V.One, x), LogOfRoots(x, argument), NaN<V>());
    }

    // The logarithm of x + √(x² ± 1), which is that of 2x for large x.
    [MethodImpl(Inline)]
    static V LogOfRoots<V>(V x, Pair<V> argument) where V : struct, ILanes<V>
    {
        var large = V.Less(V.Of(1e9), x);
        var m = Mantissa(V.Select(large, x, argument.High), out var k);
        var low = V.Select(large, V.Zero, argument.Low * PowerOfTwo(V.Select(large, V.Zero, -k)));
        var y = LogPair(new(m, low), V.Select(large, k + V.One, k)).Value;
        return V.Select(V.Less(x, Infinity<V>()), y, x);
    }

    [MethodImpl(Whole)]
    static V AtanhDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var inside = V.Less(a, V.One);
        var y = LogPair(Pair<V>.Sum(V.One, a) / Pair<V>.Select(inside, Pair<V>.Sum(V.One, -a), new(V.One, V.Zero)));
        var outside = V.Select(V.Equal(a, V.One), Infinity<V>(), NaN<V>());
        return V.Select(V.Less(a, V.Of(1e-8)), x, CopySign(V.Select(inside, y.Value * V.Of(0.5), outside), x));
    }
}
