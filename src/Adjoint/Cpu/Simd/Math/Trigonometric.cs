using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    const double TwoOverPi = 0.6366197723675814;

    // Up to here three parts of π/2 are enough.
    const double LargestAngleSingle = 20000, LargestAngle = 33554432;

    [MethodImpl(Inline)]
    public static V Sin<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? SinSingle(x, 0) : V.IsDouble ? SinDouble(x, 0) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Cos<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? SinSingle(x, 1) : V.IsDouble ? SinDouble(x, 1) : throw NotForIntegers();

    readonly struct SinFunction(int quarters) : ILaneFunction
    {
        public W Invoke<W>(W x) where W : struct, ILanes<W> => SinDouble(x, quarters);
    }

    // sin(x + quarters·π/2)
    [MethodImpl(Inline)]
    static V SinSingle<V>(V x, int quarters) where V : struct, ILanes<V>
    {
        var quadrant = V.MultiplyAdd(x, V.Of(TwoOverPi), V.Of(WholeSingle));
        var n = quadrant - V.Of(WholeSingle);
        var r = V.MultiplyAdd(n, V.Of(-1.5707963705062866), x);
        r = V.MultiplyAdd(n, V.Of(1.7151245100058819e-15), V.MultiplyAdd(n, V.Of(4.371138828673793e-08), r));
        var z = r * r;
        var s = Horner(z, V.Of(-0.000195165058), 0.00833217252, -0.166666549);
        var c = Horner(z, V.Of(2.44375939e-05), -0.00138873604, 0.0416666467);
        s = V.MultiplyAdd(z * r, s, r);
        c = V.MultiplyAdd(z, V.MultiplyAdd(z, c, V.Of(-0.5)), V.One);
        var y = Turn(quadrant, quarters, s, c);
        if (quarters == 0) y = V.Select(V.Less(V.Abs(x), V.Of(1e-4)), x, y);
        var hard = V.Not(V.LessOrEqual(V.Abs(x), V.Of(LargestAngleSingle)));
        return V.Any(hard) ? V.Select(hard, V.InDouble(x, new SinFunction(quarters)), y) : y;
    }

    // The sine of an angle in that quadrant, given sine and cosine of what is left of it.
    [MethodImpl(Inline)]
    static V Turn<V>(V quadrant, int quarters, V sine, V cosine) where V : struct, ILanes<V>
    {
        if (quarters != 0) quadrant = V.AddBits(quadrant, V.Bits(quarters));
        var y = V.Select(IsOdd(quadrant), cosine, sine);
        return V.Xor(y, V.And(V.ShiftLeft(quadrant, V.IsSingle ? 30 : 62), SignBit<V>()));
    }

    [MethodImpl(Inline)]
    static V IsOdd<V>(V quadrant) where V : struct, ILanes<V> => V.NotEqual(V.And(quadrant, V.Bits(1)), V.Zero);

    [MethodImpl(Whole)]
    static V SinDouble<V>(V x, int quarters) where V : struct, ILanes<V>
    {
        var r = Reduce(x, out var quadrant);
        var y = Turn(quadrant, quarters, SinReduced(r).High, CosReduced(r).High);
        return quarters == 0 ? V.Select(V.Less(V.Abs(x), V.Of(1e-8)), x, y) : y;
    }

    [MethodImpl(Inline)]
    static Pair<V> SinReduced<V>(Pair<V> x) where V : struct, ILanes<V>
    {
        var z = x.High * x.High;
        var p = Horner(z, V.Of(1.5896413166371734e-10), -2.5050751735781387e-08);
        p = Horner(z, p, 2.7557313652687016e-06, -0.00019841269829699534, 0.008333333333322285, -0.16666666666666632);
        return Pair<V>.QuickSum(x.High, V.MultiplyAdd(z * x.High, p, V.MultiplyAdd(z * V.Of(-0.5), x.Low, x.Low)));
    }

    [MethodImpl(Inline)]
    static Pair<V> CosReduced<V>(Pair<V> x) where V : struct, ILanes<V>
    {
        var square = Pair<V>.Product(x.High, x.High);
        var z = square.High;
        var p = Horner(z, V.Of(-1.1359391020469756e-11), 2.0875718483574234e-09);
        p = Horner(z, p, -2.7557314318422585e-07, 2.480158728936972e-05, -0.0013888888888873953, 0.0416666666666666);
        var sum = Pair<V>.QuickSum(V.One, z * V.Of(-0.5));
        var low = V.MultiplyAdd(square.Low, V.Of(-0.5), V.MultiplyAdd(-x.High, x.Low, sum.Low));
        return Pair<V>.QuickSum(sum.High, V.MultiplyAdd(z * z, p, low));
    }

    // x less the nearest multiple of π/2, which stands in the lowest bits of quadrant.
    [MethodImpl(Inline)]
    static Pair<V> Reduce<V>(V x, out V quadrant) where V : struct, ILanes<V>
    {
        quadrant = V.MultiplyAdd(x, V.Of(TwoOverPi), V.Of(WholeDouble));
        var n = quadrant - V.Of(WholeDouble);
        var second = Pair<V>.Product(n, V.Of(-6.123233995736766e-17));
        var sum = Pair<V>.Sum(V.MultiplyAdd(n, V.Of(-1.5707963267948966), x), second.High);
        var r = Pair<V>.QuickSum(sum.High, V.MultiplyAdd(n, V.Of(1.4973849048591698e-33), sum.Low + second.Low));
        var hard = V.Not(V.LessOrEqual(V.Abs(x), V.Of(LargestAngle)));
        if (!V.Any(hard)) return r;
        quadrant = V.Select(hard, V.Map(x, new LargeAngle(LargeAnglePart.Quadrant)) + V.Of(WholeDouble), quadrant);
        V high = V.Map(x, new LargeAngle(LargeAnglePart.High)), low = V.Map(x, new LargeAngle(LargeAnglePart.Low));
        return Pair<V>.Select(hard, new(high, low), r);
    }

    struct TanFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => TanDouble(x);
    }

    [MethodImpl(Inline)]
    public static V Tan<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(TanFunction)) : V.IsDouble ? TanDouble(x) : throw NotForIntegers();

    [MethodImpl(Whole)]
    static V TanDouble<V>(V x) where V : struct, ILanes<V>
    {
        var r = Reduce(x, out var quadrant);
        Pair<V> s = SinReduced(r), c = CosReduced(r);
        var odd = IsOdd(quadrant);
        var y = (Pair<V>.Select(odd, c, s) / Pair<V>.Select(odd, s, c)).Value;
        y = V.Xor(y, V.ShiftLeft(quadrant, 63));
        return V.Select(V.Less(V.Abs(x), V.Of(1e-8)), x, y);
    }
}
