using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>What belongs to the normal distribution far out: exact where the plain formulas vanish.</summary>
internal static partial class LaneMath
{
    const double SqrtHalf = 0.70710678118654752440;

    /// <summary>exp(x²) erfc(x).</summary>
    internal readonly struct ErfcxFunction : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : Erfcx(x);
    }

    /// <summary>The normal distribution function, by erfc.</summary>
    internal readonly struct NdtrFunction : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> =>
            V.IsSingle ? V.InDouble(x, this) : V.Of(0.5) * ErfcDouble(x * V.Of(-SqrtHalf));
    }

    /// <summary>Its logarithm.</summary>
    internal readonly struct LogNdtrFunction : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : LogNdtr(x);
    }

    /// <summary>Its inverse.</summary>
    internal readonly struct NdtriFunction : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : Ndtri(x);
    }

    [MethodImpl(Whole)]
    static V Erfcx<V>(V x) where V : struct, ILanes<V>
    {
        V half = V.Of(0.5), far = V.Of(28);
        var square = Pair<V>.Product(x, x);
        var exponential = ExpDouble(square.High, V.Select(V.Less(square.High, V.Of(1000)), square.Low, V.Zero));
        var a = V.Abs(x);
        var positive = ScaledErfc(V.Max(V.Min(a, far), half));
        positive = V.Select(V.Less(far, a), ErfcxFar(V.Max(a, far)), positive);
        var y = V.Select(V.Less(x, V.Zero), exponential + exponential - positive, positive);
        return V.Select(V.Less(a, half), exponential * (V.One - ErfSmall(x)), y);
    }

    // 1/(x√π) (1 - h + 3h² - 15h³ + ...), h = 1/(2x²).
    [MethodImpl(Inline)]
    static V ErfcxFar<V>(V x) where V : struct, ILanes<V>
    {
        var inverse = V.One / x;
        var h = inverse * inverse * V.Of(-0.5);
        return inverse * V.Of(InverseSqrtPi) * Horner(h, Horner(h, V.Of(10395), 945, 105), 15, 3, 1, 1);
    }

    [MethodImpl(Whole)]
    static V LogNdtr<V>(V x) where V : struct, ILanes<V>
    {
        var t = x * V.Of(-SqrtHalf);
        var low = LogWhole(Erfcx(V.Max(t, V.Of(0.5))) * V.Of(0.5)) - x * x * V.Of(0.5);
        return V.Select(V.Less(x, V.Of(-1)), low, V.Log1p(ErfcDouble(-t) * V.Of(-0.5)));
    }

    // In the middle √2 erfinv(x) at x = 2p - 1, where 1 - x² = 4p (1 - p);
    // in the tails Newton's method for the logarithm, which is nearly a parabola.
    [MethodImpl(Whole)]
    static V Ndtri<V>(V p) where V : struct, ILanes<V>
    {
        var isUpper = V.Less(V.Of(0.5), p);
        var tail = V.Select(isUpper, V.One - p, p);
        var w = -LogWhole(V.Of(4) * (tail * (V.One - tail)));
        var y = ErfinvMiddle(p + p - V.One, w) * V.Of(1.41421356237309504880);
        var isTail = V.Less(V.Of(ErfinvEnd), w);
        if (V.Any(isTail))
        {
            var quantile = NormalTail(V.Max(V.Min(tail, V.Of(0.2)), V.Of(5e-324)));
            y = V.Select(isTail, V.Select(isUpper, -quantile, quantile), y);
        }
        y = V.Select(V.Equal(tail, V.Zero), V.Select(isUpper, Infinity<V>(), -Infinity<V>()), y);
        return V.Select(V.Or(V.Less(p, V.Zero), V.Less(V.One, p)), NaN<V>(), y);
    }

    // From an approximation within 4.5e-4 (Abramowitz and Stegun, 26.2.23) two steps are enough.
    [MethodImpl(Whole)]
    static V NormalTail<V>(V p) where V : struct, ILanes<V>
    {
        var target = LogWhole(p);
        var radius = V.Sqrt(V.Of(-2) * target);
        var x = Horner(radius, V.Of(0.010328), 0.802853, 2.515517) / Horner(radius, V.Of(0.001308), 0.189269, 1.432788, 1) - radius;
        for (var i = 0; i < 2; i++)
        {
            var scaled = ScaledErfc(V.Max(x * V.Of(-SqrtHalf), V.Of(0.5)));
            var excess = LogWhole(scaled * V.Of(0.5)) - x * x * V.Of(0.5) - target;
            x -= excess * scaled * V.Of(1.25331413731550025121);
        }
        return x;
    }
}
