namespace Adjoint.Bench;

/// <summary>
/// One number for a result. It notices a wrong sign, a wrong scale and elements that changed places, and does not cancel.
/// </summary>
internal static class Checksum
{
    public static double Of(ReadOnlySpan<double> elements)
    {
        var squares = 0.0;
        foreach (var x in elements) squares += x * x;
        var shift = Math.Sqrt(squares / Math.Max(1, elements.Length)) / 2;
        var sum = 0.0;
        for (var i = 0; i < elements.Length; i++) sum += (1 + i % 7 / 7.0) * Math.Abs(elements[i] + shift);
        return sum / Math.Max(1, elements.Length);
    }
}
