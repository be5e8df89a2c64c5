using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    // ln 2 in two parts; a product of the first with an exponent is exact.
    const double Ln2High = 0.693147180559663, Ln2Low = 2.8235290563031577e-13;
    const double Ln2HighSingle = 0.693145751953125, Ln2LowSingle = 1.428606765330187e-06;
    const double Log2OfE = 1.4426950408889634;

    [MethodImpl(Inline)]
    public static V Exp<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? ExpSingle(x) : V.IsDouble ? ExpDouble(x, V.Zero) : throw NotForIntegers();

    [MethodImpl(Inline)]
    static V ExpSingle<V>(V x) where V : struct, ILanes<V>
    {
        var y = ExpParts(V.Clamp(x, V.Of(-104), V.Of(89)), out var n);
        return Scale(y, n);
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(Inline)]
    public static V Sigmoid<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? SigmoidSingle(x) : V.One / (V.One + Exp(-x));

    // The exponents end where 2ⁿ becomes 0 and infinity.
    [MethodImpl(Inline)]
    static V SigmoidSingle<V>(V x) where V : struct, ILanes<V>
    {
        var y = ExpParts(V.Clamp(-x, V.Of(-88), V.Of(89)), out var n);
        return V.One / V.MultiplyAdd(y, PowerOfTwo(n), V.One);
    }

    // exp(x) = y·2ⁿ, y between √½ and √2.
    [MethodImpl(Inline)]
    static V ExpParts<V>(V x, out V n) where V : struct, ILanes<V>
    {
        n = V.MultiplyAdd(x, V.Of(Log2OfE), V.Of(WholeSingle)) - V.Of(WholeSingle);
        var r = V.MultiplyAdd(n, V.Of(-Ln2LowSingle), V.MultiplyAdd(n, V.Of(-Ln2HighSingle), x));
        var p = Horner(r, V.Of(0.00139508127), 0.00836890305, 0.0416662001, 0.166665187, 0.50000001);
        return V.One + V.MultiplyAdd(r * r, p, r);
    }

    // exp(x + low) for a low within the rounding error of x.
    [MethodImpl(Inline)]
    static V ExpDouble<V>(V x, V low) where V : struct, ILanes<V>
    {
        var y = ExpParts(V.Clamp(x, V.Of(-746), V.Of(710)), low, out var n);
        return Scale(y, n);
    }

    // For large methods: inlined into one it would leave its own operations as calls.
    [MethodImpl(Whole)]
    static V ExpWhole<V>(V x) where V : struct, ILanes<V> => ExpDouble(x, V.Zero);

    [MethodImpl(Whole)]
    static V ExpWhole<V>(V x, V low) where V : struct, ILanes<V> => ExpDouble(x, low);

    // exp(x + low) = y·2ⁿ
    [MethodImpl(Inline)]
    static V ExpParts<V>(V x, V low, out V n) where V : struct, ILanes<V>
    {
        n = V.MultiplyAdd(x, V.Of(Log2OfE), V.Of(WholeDouble)) - V.Of(WholeDouble);
        var first = V.MultiplyAdd(n, V.Of(-Ln2High), x);
        low = V.MultiplyAdd(n, V.Of(-Ln2Low), low);
        var r = first + low;
        low += first - r;
        var p = Horner(r, V.Of(2.511820226404964e-08), 2.763130535105288e-07);
        p = Horner(r, p, 2.755721514523046e-06, 2.4801489882213508e-05, 0.00019841269918772516, 0.0013888888947061616);
        p = Horner(r, p, 0.008333333333306521, 0.0416666666665153, 0.166666666666667, 0.5000000000000012);
        var y = V.One + r;
        return y + (V.MultiplyAdd(r * r, p, low) + (r - (y - V.One)));
    }

    // 2 to the power r, for r from -1/2 to 1/2, in single precision.
    [MethodImpl(Inline)]
    static V Exp2Fraction<V>(V r) where V : struct, ILanes<V>
    {
        var p = Horner(r, V.Of(0.0001534581668), 0.001339992995, 0.009618488902, 0.05550328781);
        return Horner(r, p, 0.2402264689, 0.6931472057, 1);
    }

    [MethodImpl(Inline)]
    public static V Exp2<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? Exp2Single(x) : V.IsDouble ? Exp2Double(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    static V Exp2Single<V>(V x) where V : struct, ILanes<V>
    {
        x = V.Clamp(x, V.Of(-151), V.Of(129));
        var n = x + V.Of(WholeSingle) - V.Of(WholeSingle);
        var r = x - n;
        var p = Horner(r, V.Of(1.53037229e-05), 0.000154531884);
        p = Horner(r, p, 0.00133334824, 0.00961808251, 0.055504109, 0.240226508);
        return Scale(V.One + V.MultiplyAdd(r * r, p, r * V.Of(0.6931471805599453)), n);
    }

    [MethodImpl(Whole)]
    static V Exp2Double<V>(V x) where V : struct, ILanes<V>
    {
        x = V.Clamp(x, V.Of(-1080), V.Of(1030));
        var n = x + V.Of(WholeDouble) - V.Of(WholeDouble);
        var r = x - n;
        var p = Horner(r, V.Of(2.57335633947792e-11), 4.454964604582716e-10, 7.054894667978629e-09);
        p = Horner(r, p, 1.0178062426072016e-07, 1.3215486814429523e-06, 1.5252733829867766e-05, 0.0001540353039336568);
        p = Horner(r, p, 0.0013333558146416918, 0.00961812910762848, 0.0555041086648216, 0.24022650695910072);
        var linear = Pair<V>.Product(r, V.Of(0.6931471805599453));
        var sum = Pair<V>.QuickSum(V.One, linear.High);
        var low = V.MultiplyAdd(r, V.Of(2.3190468138462996e-17), linear.Low);
        return Scale(sum.High + (sum.Low + V.MultiplyAdd(r * r, p, low)), n);
    }

    [MethodImpl(Inline)]
    public static V Expm1<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? Expm1Single(x) : V.IsDouble ? Expm1Double(x) : throw NotForIntegers();

    // exp(x) - 1 = 2ⁿ(r + r²p) + (2ⁿ - 1), the two largest terms summed exactly; all halved, lest 2ⁿ overflow.
    [MethodImpl(Inline)]
    static V Expm1Single<V>(V x) where V : struct, ILanes<V>
    {
        var clamped = V.Clamp(x, V.Of(-20), V.Of(89));
        var n = V.MultiplyAdd(clamped, V.Of(Log2OfE), V.Of(WholeSingle)) - V.Of(WholeSingle);
        var r = V.MultiplyAdd(n, V.Of(-Ln2LowSingle), V.MultiplyAdd(n, V.Of(-Ln2HighSingle), clamped));
        var p = Horner(r, V.Of(0.00139508127), 0.00836890305, 0.0416662001, 0.166665187, 0.50000001);
        var scale = PowerOfTwo(n - V.One);
        var sum = Pair<V>.Sum(scale - V.Of(0.5), scale * r);
        var y = sum.High + V.MultiplyAdd(scale * r * r, p, sum.Low);
        return V.Select(V.Less(V.Abs(x), V.Of(1e-8)), x, y + y);
    }

    [MethodImpl(Whole)]
    static V Expm1Double<V>(V x) where V : struct, ILanes<V>
    {
        var y = Expm1Half(V.Clamp(x, V.Of(-40), V.Of(710))).Value;
        return V.Select(V.Less(V.Abs(x), V.Of(1e-16)), x, y + y);
    }

    // (exp(x) - 1)/2 for x from -700 to 710: halved, it does not overflow before exp(x) does.
    [MethodImpl(Inline)]
    static Pair<V> Expm1Half<V>(V x) where V : struct, ILanes<V>
    {
        var n = V.MultiplyAdd(x, V.Of(Log2OfE), V.Of(WholeDouble)) - V.Of(WholeDouble);
        var r = Pair<V>.Sum(V.MultiplyAdd(n, V.Of(-Ln2High), x), n * V.Of(-Ln2Low));
        var q = r.High;
        var p = Horner(q, V.Of(2.511820226404964e-08), 2.763130535105288e-07);
        p = Horner(q, p, 2.755721514523046e-06, 2.4801489882213508e-05, 0.00019841269918772516, 0.0013888888947061616);
        p = Horner(q, p, 0.008333333333306521, 0.0416666666665153, 0.166666666666667, 0.5000000000000012);
        var scale = PowerOfTwo(n - V.One);
        var rest = V.MultiplyAdd(q * q, p, V.MultiplyAdd(q, r.Low, r.Low));
        var whole = Pair<V>.Sum(scale, V.Of(-0.5));
        var sum = Pair<V>.Sum(whole.High, scale * q);
        return Pair<V>.QuickSum(sum.High, sum.Low + V.MultiplyAdd(scale, rest, whole.Low));
    }
}
