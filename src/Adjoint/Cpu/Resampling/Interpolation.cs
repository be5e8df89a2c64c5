namespace Adjoint.Cpu.Resampling;

/// <summary>How elements between two places are made up along one dimension.</summary>
internal enum Interpolation
{
    Nearest,
    NearestExact,
    Linear,
    Cubic,
}

/// <summary>Weights of neighbours as functions of a distance.</summary>
internal static class Curves
{
    // Keys' curve with the parameter PyTorch and OpenCV take, and the one of Pillow, for images that are made smaller without aliases.
    const double Common = -0.75, Smooth = -0.5;

    /// <summary>
    /// The weights of the elements one before, at, one behind and two behind a place, the distance <paramref name="t"/> behind the second.
    /// </summary>
    public static void Cubic(double t, Span<double> weights)
    {
        for (var k = 0; k < 4; k++) weights[k] = Keys(Math.Abs(t + 1 - k), Common);
    }

    /// <summary>The derivatives of <see cref="Cubic(double, Span{double})"/> with respect to t.</summary>
    public static void CubicSlopes(double t, Span<double> slopes)
    {
        for (var k = 0; k < 4; k++)
        {
            var x = t + 1 - k;
            slopes[k] = x < 0 ? -KeysSlope(-x, Common) : KeysSlope(x, Common);
        }
    }

    /// <summary>The weight of an element at a distance where an image is made smaller.</summary>
    public static double Filter(Interpolation kind, double distance) =>
        kind == Interpolation.Linear ? Math.Max(0, 1 - Math.Abs(distance)) : Keys(Math.Abs(distance), Smooth);

    static double Keys(double x, double a) =>
        x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 :
        x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;

    static double KeysSlope(double x, double a) =>
        x <= 1 ? (3 * (a + 2) * x - 2 * (a + 3)) * x :
        x < 2 ? (3 * a * x - 10 * a) * x + 8 * a : 0;
}
