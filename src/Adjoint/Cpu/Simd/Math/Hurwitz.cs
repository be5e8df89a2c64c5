using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>The Hurwitz zeta function: the sum of (q + k)⁻ˢ over k from 0 on.</summary>
internal static class Hurwitz
{
    /// <summary>From a q of this on, at s = 0 and for each s, the ten terms of the formula are exact.</summary>
    public const double EnoughAtZero = 8, EnoughSlope = 0.75;

    /// <summary>B₂ₖ/(2k)!</summary>
    public static ReadOnlySpan<double> Bernoulli =>
    [
        1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600,
        -3617.0 / 10670622842880000, 43867.0 / 5109094217170944000, -174611.0 / 802857662698291200000.0,
    ];

    /// <summary>
    /// ζ(s, q): infinite for s = 1 and at the poles, q = 0, -1, -2, ...; NaN for s below 1, and for a q below 0 if s is no whole number.
    /// </summary>
    public static double Zeta(double s, double q)
    {
        if (s == 1) return double.PositiveInfinity;
        if (!(s > 1)) return double.NaN;
        if (q <= 0)
        {
            if (double.IsNegativeInfinity(q)) return double.NaN;
            if (q == Math.Floor(q)) return double.PositiveInfinity;
            if (s != Math.Floor(s)) return double.NaN;
        }
        // Of what lies far below 0, between poles, the sum is a difference.
        var near = q - Math.Round(q) - 16;
        if (!(q < near)) return Sum(s, q);
        var far = Sum(s, 1 - near) - Sum(s, 1 - q);
        return Sum(s, near) + (s % 2 != 0 ? -far : far);
    }

    // The first terms, and for the rest the Euler-Maclaurin formula.
    [MethodImpl(Compile.Loop)]
    static double Sum(double s, double q)
    {
        double sum = 0, term = Power(q, s);
        while (q < Enough(s) && (q <= 0 || term > 1e-17 * sum))
        {
            sum += term;
            term = Power(++q, s);
        }
        if (!(q >= Enough(s)) || term == 0) return sum + term;
        sum += term * (q / (s - 1) + 0.5);
        var factor = term * s / q;
        for (var k = 0; k < Bernoulli.Length; k++)
        {
            sum += Bernoulli[k] * factor;
            factor *= (s + 2 * k + 1) * (s + 2 * k + 2) / (q * q);
        }
        return sum;
    }

    static double Enough(double s) => EnoughAtZero + EnoughSlope * s;

    // x⁻ˢ
    static double Power(double x, double s)
    {
        if (s != Math.Floor(s) || s > 1e6) return s < 64 ? ScalarMath.Exp(-s * ScalarMath.Log(x)) : ScalarMath.Pow(x, -s);
        var result = 1.0;
        for (var (n, square) = ((long)s, 1 / x); n > 0; n >>= 1, square *= square)
        {
            if ((n & 1) != 0) result *= square;
        }
        return result;
    }
}
