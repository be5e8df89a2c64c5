using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// The regularized incomplete gamma functions P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt and Q = 1 - P: a series below x = a + 1, a
/// continued fraction above (DLMF 8.11, 8.9), N. M. Temme's uniform expansion for large a close to x (DLMF 8.12), and a series
/// for Q where a is small and x not large (DLMF 8.7).
/// </summary>
internal static class IncompleteGamma
{
    /// <summary>Where series end, and where fractions are scaled.</summary>
    public const double Epsilon = 1.2e-16, Large = 1e100;

    const double SqrtTwoPi = 2.50662827463100050242;

    // ζ(k), k from 2 on.
    static readonly double[] s_zeta = [.. Enumerable.Range(2, 40).Select(k => Hurwitz.Zeta(k, 1))];

    /// <summary>P(a, x).</summary>
    internal readonly struct Lower : IScalarFunction2
    {
        public double Invoke(double a, double b) => Evaluate(a, b, isUpper: false);

        public long Invoke(long a, long b) =>
            throw new NotSupportedException("The incomplete gamma functions are defined on floating-point numbers.");
    }

    /// <summary>Q(a, x).</summary>
    internal readonly struct Upper : IScalarFunction2
    {
        public double Invoke(double a, double b) => Evaluate(a, b, isUpper: true);

        public long Invoke(long a, long b) =>
            throw new NotSupportedException("The incomplete gamma functions are defined on floating-point numbers.");
    }

    static double Evaluate(double a, double x, bool isUpper)
    {
        if (!(a >= 0) || !(x >= 0)) return double.NaN;
        if (a == 0) return x == 0 ? double.NaN : isUpper ? 0 : 1;
        if (x == 0) return isUpper ? 1 : 0;
        if (double.IsInfinity(a)) return double.IsInfinity(x) ? double.NaN : isUpper ? 1 : 0;
        if (double.IsInfinity(x)) return isUpper ? 0 : 1;
        if (a >= 200 && Math.Abs(x - a) < 0.2 * a) return Uniform(a, x, isUpper);
        if (isUpper && x <= 1.1 && (x <= 0.5 ? -0.4 / ScalarMath.Log(x) >= a : 0.75 * x >= a)) return UpperSeries(a, x);
        if (x < a + 1)
        {
            var lower = LowerSeries(a, x);
            return isUpper ? 1 - lower : lower;
        }
        var upper = UpperFraction(a, x);
        return isUpper ? upper : 1 - upper;
    }

    // Σ xⁿ/((a + 1) ... (a + n)) as a fraction, which takes one division.
    [MethodImpl(Compile.Loop)]
    static double LowerSeries(double a, double x)
    {
        double numerator = 1, denominator = 1, power = 1;
        for (var n = 1; power > Epsilon * numerator; n++)
        {
            power *= x;
            numerator = numerator * (a + n) + power;
            denominator *= a + n;
            if (numerator < Large) continue;
            numerator /= Large;
            denominator /= Large;
            power /= Large;
        }
        return Factor(a, x) * (numerator / denominator);
    }

    // The continued fraction of Legendre (DLMF 8.9.2), contracted to its even part: two neighbours of fractions p/q.
    [MethodImpl(Compile.Loop)]
    static double UpperFraction(double a, double x)
    {
        double b = x + 2 - a, p0 = 1, q0 = x, p1 = x + 1, q1 = b * x;
        for (var n = 1.0; Math.Abs(p1 * q0 - p0 * q1) > Epsilon * Math.Abs(p1 * q0) && n < 100000; n++)
        {
            b += 2;
            var c = n * (n + 1 - a);
            (p0, p1) = (p1, p1 * b - p0 * c);
            (q0, q1) = (q1, q1 * b - q0 * c);
            if (Math.Abs(p1) < Large && Math.Abs(q1) < Large) continue;
            (p0, p1, q0, q1) = (p0 / Large, p1 / Large, q0 / Large, q1 / Large);
        }
        return Factor(a, x) * a * (p1 / q1);
    }

    // 1 - xᵃ/Γ(a + 1) (1 + a Σ (-x)ⁿ/(n! (a + n)))
    [MethodImpl(Compile.Loop)]
    static double UpperSeries(double a, double x)
    {
        var logarithm = a * ScalarMath.Log(x) - LgammaOfOneAnd(a);
        double sum = 0, power = 1;
        for (var n = 1; n < 200; n++)
        {
            power *= -x / n;
            var term = power / (a + n);
            sum += term;
            if (Math.Abs(term) <= Epsilon * Math.Abs(sum)) break;
        }
        return -ScalarMath.Expm1(logarithm) - ScalarMath.Exp(logarithm) * a * sum;
    }

    // xᵃ e⁻ˣ / Γ(a + 1)
    [MethodImpl(Compile.Loop)]
    static double Factor(double a, double x)
    {
        if (a < 10) return ScalarMath.Exp(a * ScalarMath.Log(x) - x - LgammaOfOneAnd(a));
        return ScalarMath.Exp(-a * Distance(a, x)) / (Math.Sqrt(a) * SqrtTwoPi * GammaStar(a));
    }

    // μ - log(1 + μ), where 1 + μ = x/a.
    [MethodImpl(Compile.Loop)]
    static double Distance(double a, double x)
    {
        var mu = (x - a) / a;
        if (Math.Abs(mu) > 0.3) return mu - ScalarMath.Log(x / a);
        // 2 artanh(r) = log(1 + μ), where r = μ/(2 + μ); what is left of μ - 2r is μ r.
        var r = mu / (2 + mu);
        double sum = 0, power = r * r * r, square = r * r;
        for (var k = 3; power != 0; k += 2)
        {
            var term = power / k;
            sum += term;
            if (Math.Abs(term) <= Epsilon * Math.Abs(sum)) break;
            power *= square;
        }
        return mu * r - 2 * sum;
    }

    // Γ(a + 1) over Stirling's √(2πa) aᵃ e⁻ᵃ.
    static double GammaStar(double a)
    {
        var square = 1 / (a * a);
        var sum = 1.0 / 1188 - square * (691.0 / 360360 - square / 156);
        sum = 1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * sum)));
        return ScalarMath.Exp(sum / a);
    }

    // 1/2 erfc(±η √(a/2)) ± exp(-a η²/2)/√(2πa) Σ cₖ(η) a⁻ᵏ
    [MethodImpl(Compile.Loop)]
    static double Uniform(double a, double x, bool isUpper)
    {
        var distance = Distance(a, x);
        var eta = Math.Sign(x - a) * Math.Sqrt(2 * distance);
        double sum = 0, scale = 1;
        for (var k = 0; k < 5; k++)
        {
            sum += scale * Polynomial(
                eta, k switch { 0 => Series.Temme0, 1 => Series.Temme1, 2 => Series.Temme2, 3 => Series.Temme3, _ => Series.Temme4 });
            scale /= a;
        }
        var rest = ScalarMath.Exp(-a * distance) / (Math.Sqrt(a) * SqrtTwoPi) * sum;
        var t = eta * Math.Sqrt(a / 2);
        return isUpper ? 0.5 * ScalarMath.Erfc(t) + rest : 0.5 * ScalarMath.Erfc(-t) - rest;
    }

    static double Polynomial(double x, ReadOnlySpan<double> c)
    {
        var y = 0.0;
        for (var k = c.Length - 1; k >= 0; k--) y = y * x + c[k];
        return y;
    }

    // log Γ(1 + a), by its series at 0 where 1 + a would lose digits of a.
    static double LgammaOfOneAnd(double a)
    {
        if (a > 0.4) return ScalarMath.Lgamma(1 + a);
        double sum = 0, power = -a;
        for (var k = 2; k < s_zeta.Length + 2; k++)
        {
            power *= -a;
            sum += s_zeta[k - 2] * power / k;
        }
        return sum - 0.57721566490153286061 * a;
    }
}
