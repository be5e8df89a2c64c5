using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// Bessel functions of orders 0 and 1: up to 8 by series, beyond by their amplitude and phase (Abramowitz and Stegun, 9.2).
/// </summary>
internal static partial class LaneMath
{
    const double BesselBorder = 8, InverseSqrtPi = 0.56418958354775628695;

    /// <summary>J₀.</summary>
    internal readonly struct BesselJ0 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : BesselJ(x, 0);
    }

    /// <summary>J₁.</summary>
    internal readonly struct BesselJ1 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : BesselJ(x, 1);
    }

    /// <summary>Y₀.</summary>
    internal readonly struct BesselY0 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : BesselY(x, 0);
    }

    /// <summary>Y₁.</summary>
    internal readonly struct BesselY1 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : BesselY(x, 1);
    }

    [MethodImpl(Whole)]
    static V BesselJ<V>(V x, int order) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var y = BesselJSmall(V.Min(a, V.Of(BesselBorder)), order);
        var isLarge = V.Less(V.Of(BesselBorder), a);
        if (V.Any(isLarge)) y = V.Select(isLarge, BesselLarge(a, order, isSecond: false), y);
        return order == 0 ? y : V.Select(V.Less(x, V.Zero), -y, y);
    }

    [MethodImpl(Whole)]
    static V BesselY<V>(V x, int order) where V : struct, ILanes<V>
    {
        var y = BesselYSmall(V.Min(x, V.Of(BesselBorder)), order);
        var isLarge = V.Less(V.Of(BesselBorder), x);
        if (V.Any(isLarge)) y = V.Select(isLarge, BesselLarge(x, order, isSecond: true), y);
        y = V.Select(V.Equal(x, V.Zero), -Infinity<V>(), y);
        return V.Select(V.Less(x, V.Zero), NaN<V>(), y);
    }

    // Two zeros are factors, in two parts each, so that next to them the result is exact too.
    [MethodImpl(Whole)]
    static V BesselJSmall<V>(V x, int order) where V : struct, ILanes<V>
    {
        var t = V.MultiplyAdd(x * x, V.Of(1.0 / 32), V.Of(-1));
        var zeros = order == 0 ? Series.J0Zeros : Series.J1Zeros;
        var y = Chebyshev(t, order == 0 ? Series.J0Small : Series.J1Small);
        for (var i = 0; i < 4; i += 2) y *= (x - V.Of(zeros[i]) - V.Of(zeros[i + 1])) * (x + V.Of(zeros[i]));
        return order == 0 ? y : y * x;
    }

    [MethodImpl(Whole)]
    static V BesselYSmall<V>(V x, int order) where V : struct, ILanes<V>
    {
        var regular = Chebyshev(V.MultiplyAdd(x * x, V.Of(1.0 / 32), V.Of(-1)), order == 0 ? Series.Y0Small : Series.Y1Small);
        var logarithm = LogWhole(x) * BesselJSmall(x, order);
        return order == 0
            ? V.MultiplyAdd(V.Of(TwoOverPi), logarithm, regular)
            : V.MultiplyAdd(x, regular, V.Of(TwoOverPi) * (logarithm - V.One / x));
    }

    // √(2/πx) (P cos χ - Q sin χ) or, of the second kind, √(2/πx) (P sin χ + Q cos χ), where χ = x - (2 order + 1) π/4.
    [MethodImpl(Whole)]
    static V BesselLarge<V>(V x, int order, bool isSecond) where V : struct, ILanes<V>
    {
        var isInfinite = V.Equal(x, Infinity<V>());
        x = V.Select(isInfinite, V.Of(BesselBorder), V.Max(x, V.Of(BesselBorder)));
        var inverse = V.Of(BesselBorder) / x;
        var t = V.MultiplyAdd(inverse * inverse, V.Of(2), V.Of(-1));
        var p = Chebyshev(t, order == 0 ? Series.P0 : Series.P1);
        var q = Chebyshev(t, order == 0 ? Series.Q0 : Series.Q1) / x;
        V c = V.Cos(x), s = V.Sin(x);
        var (cosine, sine) = order == 0 ? (c + s, s - c) : (s - c, -(c + s));
        var y = isSecond ? p * sine + q * cosine : p * cosine - q * sine;
        return V.Select(isInfinite, V.Zero, y * V.Of(InverseSqrtPi) / V.Sqrt(x));
    }
}
