namespace Adjoint.Tests.Operations;

/// <summary>
/// Functions <see cref="Math"/> lacks or computes carelessly, by series: slow, and by other means than the library's.
/// Source: NIST, "Digital Library of Mathematical Functions", chapters 4, 5 and 7.
/// </summary>
internal static class Reference
{
    /// <summary>exp(x) - 1 (4.2.19).</summary>
    public static double Expm1(double x)
    {
        double sum = 0, term = x;
        for (var n = 2; Math.Abs(term) > 1e-20; n++, term *= x / (n - 1)) sum += term;
        return sum;
    }

    /// <summary>log(1 + x), as twice the inverse hyperbolic tangent of x / (2 + x) (4.6.4).</summary>
    public static double Log1p(double x)
    {
        var u = x / (2 + x);
        double sum = 0, power = u;
        for (var n = 1; Math.Abs(power) > 1e-20; n += 2, power *= u * u) sum += power / n;
        return 2 * sum;
    }

    /// <summary>The error function (7.6.2).</summary>
    public static double Erf(double x)
    {
        double sum = 0, term = x;
        for (var n = 1; Math.Abs(term) > 1e-20; n++, term *= x * x / (n - 0.5)) sum += term;
        return sum * Math.Exp(-x * x) * 2 / Math.Sqrt(Math.PI);
    }

    /// <summary>The inverse of <see cref="Erf"/>, by Newton's method.</summary>
    public static double Erfinv(double y)
    {
        double x = 0;
        for (var i = 0; i < 60; i++) x -= (Erf(x) - y) * Math.Exp(x * x) * Math.Sqrt(Math.PI) / 2;
        return x;
    }

    /// <summary>The logarithm of |gamma|: Stirling's series (5.11.1) from 20 on, recurrence below.</summary>
    public static double Lgamma(double x)
    {
        double shift = 0;
        for (; x < 20; x++) shift += Math.Log(Math.Abs(x));
        var r = 1 / (x * x);
        var series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - shift;
    }

    /// <summary>The n-th derivative of digamma: the asymptotic series (5.11.2, 5.15.8) from 20 + n on, recurrence below.</summary>
    public static double Polygamma(int n, double x)
    {
        double sum = 0, factorial = 1;
        for (var i = 2; i <= n; i++) factorial *= i;
        for (; x < 20 + n; x++) sum += factorial / Math.Pow(x, n + 1);
        sum += (n == 0 ? -Math.Log(x) : factorial / n / Math.Pow(x, n)) + factorial / 2 / Math.Pow(x, n + 1);
        var coefficient = factorial * (n + 1) / 2; // (2k + n - 1)! / (2k)!
        double[] bernoulli = [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66];
        for (var k = 1; k <= bernoulli.Length; k++)
        {
            sum += bernoulli[k - 1] * coefficient / Math.Pow(x, 2 * k + n);
            coefficient *= (2.0 * k + n) * (2 * k + n + 1) / ((2.0 * k + 1) * (2 * k + 2));
        }
        return n % 2 == 0 ? -sum : sum;
    }
}
