using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>The families of orthogonal polynomials. Those that begin with Shifted are taken at 2x - 1.</summary>
internal enum PolynomialFamily
{
    ChebyshevT,
    ChebyshevU,
    ChebyshevV,
    ChebyshevW,
    ShiftedChebyshevT,
    ShiftedChebyshevU,
    ShiftedChebyshevV,
    ShiftedChebyshevW,
    HermiteH,
    HermiteHe,
    LaguerreL,
    LegendreP,
}

/// <summary>
/// A polynomial of degree n at x, or a derivative of it, by its recurrence D pₖ₊₁ = (A x + B) pₖ - C pₖ₋₁ (DLMF 18.9); 0 for n below 0. The
/// j-th derivatives follow D pₖ₊₁⁽ʲ⁾ = (A x + B) pₖ⁽ʲ⁾ + j A pₖ⁽ʲ⁻¹⁾ - C pₖ₋₁⁽ʲ⁾.
/// </summary>
internal readonly unsafe struct PolynomialRecurrence(PolynomialFamily family, int derivative) : IScalarFunction2
{
    // From this degree on Chebyshev polynomials within [-1, 1] are taken by their angle.
    const double HighDegree = 200;

    // Beyond, rounding errors are all that is left, and time runs out.
    const double HighestDegree = 1e8;

    public long Invoke(long a, long b) => throw new NotSupportedException("Orthogonal polynomials are defined on floating-point numbers.");

    public double Invoke(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
        var (x, n) = (a, Math.Truncate(b));
        if (n < 0) return 0;
        if (n > HighestDegree) return double.NaN;
        var isShifted = family is >= PolynomialFamily.ShiftedChebyshevT and <= PolynomialFamily.ShiftedChebyshevW;
        if (isShifted) x = x + x - 1;
        if (n >= HighDegree && derivative == 0 && Math.Abs(x) < 1 && family < PolynomialFamily.HermiteH)
            return AtAngle(ScalarMath.Acos(x), n);
        if (derivative == 0) return Value(x, n);
        var y = Derivative(x, n);
        return isShifted ? Math.ScaleB(y, derivative) : y;
    }

    [MethodImpl(Compile.Loop)]
    double Value(double x, double degree)
    {
        double current = 1, previous = 0;
        for (var k = 0.0; k < degree && !double.IsNaN(current); k++)
        {
            var (a, b, c, d) = Step(k);
            var next = (a * x + b) * current - c * previous;
            (previous, current) = (current, d == 1 ? next : next / d);
        }
        return current;
    }

    [MethodImpl(Compile.Loop)]
    double Derivative(double x, double degree)
    {
        var current = stackalloc double[derivative + 1];
        var previous = stackalloc double[derivative + 1];
        for (var j = 0; j <= derivative; j++) (current[j], previous[j]) = (j == 0 ? 1 : 0, 0);
        for (var k = 0.0; k < degree && !double.IsNaN(current[derivative]); k++)
        {
            var (a, b, c, d) = Step(k);
            // The lower derivative is read before it is replaced.
            for (var j = derivative; j >= 0; j--)
            {
                var next = ((a * x + b) * current[j] - c * previous[j] + (j > 0 ? j * a * current[j - 1] : 0)) / d;
                (previous[j], current[j]) = (current[j], next);
            }
        }
        return current[derivative];
    }

    // The coefficients of the step from degree k to the next; C of the first does not matter.
    (double A, double B, double C, double D) Step(double k) => family switch
    {
        PolynomialFamily.ChebyshevT or PolynomialFamily.ShiftedChebyshevT => (k == 0 ? 1 : 2, 0, 1, 1),
        PolynomialFamily.ChebyshevU or PolynomialFamily.ShiftedChebyshevU => (2, 0, 1, 1),
        PolynomialFamily.ChebyshevV or PolynomialFamily.ShiftedChebyshevV => (2, k == 0 ? -1 : 0, 1, 1),
        PolynomialFamily.ChebyshevW or PolynomialFamily.ShiftedChebyshevW => (2, k == 0 ? 1 : 0, 1, 1),
        PolynomialFamily.HermiteH => (2, 0, 2 * k, 1),
        PolynomialFamily.HermiteHe => (1, 0, k, 1),
        PolynomialFamily.LaguerreL => (-1, 2 * k + 1, k, k + 1),
        _ => (2 * k + 1, 0, k, k + 1),
    };

    double AtAngle(double angle, double n) => family switch
    {
        PolynomialFamily.ChebyshevT or PolynomialFamily.ShiftedChebyshevT => ScalarMath.Cos(n * angle),
        PolynomialFamily.ChebyshevU or PolynomialFamily.ShiftedChebyshevU => ScalarMath.Sin((n + 1) * angle) / ScalarMath.Sin(angle),
        PolynomialFamily.ChebyshevV or PolynomialFamily.ShiftedChebyshevV => ScalarMath.Cos((n + 0.5) * angle) / ScalarMath.Cos(angle / 2),
        _ => ScalarMath.Sin((n + 0.5) * angle) / ScalarMath.Sin(angle / 2),
    };
}
