using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// The incomplete gamma functions on all lanes together where a and x are of common size; the others one by one, with 0 for those
/// that are done, which takes no time.
/// </summary>
internal static partial class LaneMath
{
    /// <summary>P(a, x).</summary>
    internal readonly struct LowerGamma : ILaneFunction2
    {
        public V Invoke<V>(V a, V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(a, x, this) : LowerGammaDouble(a, x);
    }

    /// <summary>Q(a, x) = 1 - P(a, x).</summary>
    internal readonly struct UpperGamma : ILaneFunction2
    {
        public V Invoke<V>(V a, V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(a, x, this) : UpperGammaDouble(a, x);
    }

    [MethodImpl(Whole)]
    static V LowerGammaDouble<V>(V a, V x) where V : struct, ILanes<V>
    {
        var isOrdinary = IsOrdinaryGamma(a, x, V.Of(1e-300));
        var y = CommonGamma(V.Select(isOrdinary, a, V.One), V.Select(isOrdinary, x, V.One), isUpper: false);
        var other = V.Not(isOrdinary);
        return V.Any(other) ? V.Select(other, V.Map(V.Select(other, a, V.Zero), x, default(IncompleteGamma.Lower)), y) : y;
    }

    // Where x is small, 1 - P would lose digits.
    [MethodImpl(Whole)]
    static V UpperGammaDouble<V>(V a, V x) where V : struct, ILanes<V>
    {
        var isOrdinary = IsOrdinaryGamma(a, x, V.Of(1.1));
        var y = CommonGamma(V.Select(isOrdinary, a, V.One), V.Select(isOrdinary, x, V.Of(2)), isUpper: true);
        var other = V.Not(isOrdinary);
        return V.Any(other) ? V.Select(other, V.Map(V.Select(other, a, V.Zero), x, default(IncompleteGamma.Upper)), y) : y;
    }

    [MethodImpl(Inline)]
    static V IsOrdinaryGamma<V>(V a, V x, V least) where V : struct, ILanes<V> =>
        V.And(V.And(V.LessOrEqual(V.Of(0.4), a), V.Less(a, V.Of(10))), V.And(V.Less(least, x), V.Less(x, V.Of(700))));

    [MethodImpl(Whole)]
    static V CommonGamma<V>(V a, V x, bool isUpper) where V : struct, ILanes<V>
    {
        var factor = ExpWhole(a * LogWhole(x) - x - LgammaDouble(a + V.One));
        var isSeries = V.Less(x, a + V.One);
        V lower = V.Zero, upper = V.Zero;
        if (V.Any(isSeries))
        {
            lower = factor * LowerGammaSeries(a, V.Select(isSeries, x, V.One));
            upper = V.One - lower;
        }
        var isFraction = V.Not(isSeries);
        if (V.Any(isFraction))
        {
            var tail = factor * a * UpperGammaFraction(a, V.Select(isFraction, x, a + V.Of(3)));
            (lower, upper) = (V.Select(isFraction, V.One - tail, lower), V.Select(isFraction, tail, upper));
        }
        return isUpper ? upper : lower;
    }

    // As in IncompleteGamma. A lane that is done stays as it is while others go on, so that its bits depend on itself alone.
    [MethodImpl(Whole)]
    static V LowerGammaSeries<V>(V a, V x) where V : struct, ILanes<V>
    {
        V numerator = V.One, denominator = V.One, power = V.One, isOpen = V.Equal(a, a);
        do
        {
            power *= x;
            a += V.One;
            numerator = V.Select(isOpen, V.MultiplyAdd(numerator, a, power), numerator);
            denominator = V.Select(isOpen, denominator * a, denominator);
            isOpen = V.And(isOpen, V.Less(V.Of(IncompleteGamma.Epsilon) * numerator, power));
        }
        while (V.Any(isOpen));
        return numerator / denominator;
    }

    [MethodImpl(Whole)]
    static V UpperGammaFraction<V>(V a, V x) where V : struct, ILanes<V>
    {
        V b = x + V.Of(2) - a, p0 = V.One, q0 = x, p1 = x + V.One, q1 = b * x;
        for (var n = 1; n < 1000; n++)
        {
            var isOpen = V.Less(V.Of(IncompleteGamma.Epsilon) * V.Abs(p1 * q0), V.Abs(p1 * q0 - p0 * q1));
            if (!V.Any(isOpen)) break;
            b += V.Of(2);
            var c = V.Of(n) * (V.Of(n + 1) - a);
            V p = V.MultiplyAdd(p1, b, -(p0 * c)), q = V.MultiplyAdd(q1, b, -(q0 * c));
            var scale = V.Select(V.Less(V.Of(IncompleteGamma.Large), V.Abs(q)), V.Of(1 / IncompleteGamma.Large), V.One);
            (p0, q0) = (V.Select(isOpen, p1 * scale, p0), V.Select(isOpen, q1 * scale, q0));
            (p1, q1) = (V.Select(isOpen, p * scale, p1), V.Select(isOpen, q * scale, q1));
        }
        return p1 / q1;
    }
}
