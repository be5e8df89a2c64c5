using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    /// <summary>ζ(s, q) = Σ (q + k)⁻ˢ over k from 0 on.</summary>
    internal readonly struct Zeta : ILaneFunction2
    {
        public V Invoke<V>(V s, V q) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(s, q, this) : ZetaDouble(s, q);
    }

    readonly struct ZetaOfOne : IScalarFunction2
    {
        public double Invoke(double a, double b) => Hurwitz.Zeta(a, b);

        public long Invoke(long a, long b) => throw NotForIntegers();
    }

    // All lanes together where s is not so large that powers lose digits, and q positive; the others one by one.
    [MethodImpl(Whole)]
    static V ZetaDouble<V>(V s, V q) where V : struct, ILanes<V>
    {
        var isOrdinary = V.And(V.And(V.Less(V.One, s), V.Less(s, V.Of(40))), V.And(V.Less(V.Zero, q), V.Less(q, V.Of(1e9))));
        var y = ZetaSum(V.Select(isOrdinary, s, V.Of(2)), V.Select(isOrdinary, q, V.Of(10)));
        var other = V.Not(isOrdinary);
        return V.Any(other) ? V.Select(other, V.Map(V.Select(other, s, V.One), q, default(ZetaOfOne)), y) : y;
    }

    // As Hurwitz.Zeta: the first terms, and for the rest the Euler-Maclaurin formula.
    [MethodImpl(Whole)]
    static V ZetaSum<V>(V s, V q) where V : struct, ILanes<V>
    {
        var sum = V.Zero;
        var enough = V.MultiplyAdd(s, V.Of(Hurwitz.EnoughSlope), V.Of(Hurwitz.EnoughAtZero));
        for (var isBelow = V.Less(q, enough); V.Any(isBelow); isBelow = V.Less(q, enough))
        {
            sum = V.Select(isBelow, sum + ExpWhole(-s * LogWhole(q)), sum);
            q = V.Select(isBelow, q + V.One, q);
        }
        V term = ExpWhole(-s * LogWhole(q)), inverse = V.One / q;
        sum += term * (q / (s - V.One) + V.Of(0.5));
        var factor = term * s * inverse;
        inverse *= inverse;
        for (var k = 0; k < Hurwitz.Bernoulli.Length; k++)
        {
            sum += V.Of(Hurwitz.Bernoulli[k]) * factor;
            factor *= (s + V.Of(2 * k + 1)) * (s + V.Of(2 * k + 2)) * inverse;
        }
        return sum;
    }
}
