using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    public static V Polygamma<V>(int n, V x) where V : struct, ILanes<V> => n == 0 ? Digamma(x) : V.Map(x, new PolygammaFunction(n));

    // (-1)ⁿ⁺¹ n! ζ(n + 1, x)
    readonly struct PolygammaFunction(int order) : IScalarFunction
    {
        // B₂ₖ/(2k)!
        static ReadOnlySpan<double> Bernoulli =>
        [
            1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600,
            -3617.0 / 10670622842880000, 43867.0 / 5109094217170944000, -174611.0 / 802857662698291200000.0,
        ];

        public double Invoke(double x)
        {
            var factorial = 1.0;
            for (var i = 2; i <= Math.Min(order, 171); i++) factorial *= i;
            return ((order & 1) == 0 ? -factorial : factorial) * Zeta(x);
        }

        // The sum of (x + k)^-s over k from 0, s = order + 1. Of what lies far below 0, between poles, the sum is a difference.
        double Zeta(double x)
        {
            if (double.IsNegativeInfinity(x)) return double.NaN;
            var near = x - Math.Round(x) - 16;
            if (!(x < near)) return Sum(x);
            var far = Sum(1 - near) - Sum(1 - x);
            return Sum(near) + ((order & 1) == 0 ? -far : far);
        }

        // The first terms, and for the rest the Euler-Maclaurin formula.
        double Sum(double x)
        {
            var s = order + 1.0;
            double sum = 0, term = Power(x + 0.0);
            while (x < 10 + s && (x <= 0 || term > 1e-17 * sum))
            {
                sum += term;
                term = Power(++x);
            }
            if (!(x >= 10 + s) || term == 0) return sum + term;
            sum += term * (x / order + 0.5);
            var factor = term * s / x;
            for (var k = 0; k < Bernoulli.Length; k++)
            {
                sum += Bernoulli[k] * factor;
                factor *= (s + 2 * k + 1) * (s + 2 * k + 2) / (x * x);
            }
            return sum;
        }

        // x^-(order + 1)
        double Power(double x)
        {
            var result = 1.0;
            for (var (n, square) = (order + 1L, 1 / x); n > 0; n >>= 1, square *= square)
            {
                if ((n & 1) != 0) result *= square;
            }
            return result;
        }
    }
}
