namespace Adjoint.Evidence;

/// <summary>Compares a tensor with what it should be.</summary>
internal static class Comparison
{
    /// <summary>
    /// Elements may differ by <paramref name="bound"/>, relative to the largest finite number expected (or 1): a result of
    /// cancelling terms is no more exact than those. NaN equals NaN, infinities are equal by sign.
    /// </summary>
    public static void Check(string what, Tensor actual, Tensor expected, double bound, bool checkType = true)
    {
        if (checkType && actual.DType != expected.DType) throw new MismatchException($"{what}: expected {expected.DType}, got {actual.DType}");
        if (actual.Shape != expected.Shape) throw new MismatchException($"{what}: expected shape {expected.Shape}, got {actual.Shape}");
        var (a, e) = (actual.Detach().ToArray<double>(), expected.ToArray<double>());
        var scale = e.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var allowed = bound * Math.Max(1, scale);
        var (worst, at) = (0.0, -1);
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i].Equals(e[i]) || a[i] == e[i]) continue;
            var error = Math.Abs(a[i] - e[i]);
            if (double.IsNaN(error)) error = double.PositiveInfinity;
            if (error > worst) (worst, at) = (error, i);
        }
        if (worst > allowed)
            throw new MismatchException($"{what}: expected {e[at]:R} at {at} of {expected.Shape}, got {a[at]:R}; worst error {worst:G3}, allowed {allowed:G3}");
    }

    /// <summary>Throws unless elements are the same but for <paramref name="units"/> steps of their type's numbers.</summary>
    public static void CheckUnits(Tensor actual, Tensor expected, int units)
    {
        if (actual.Shape != expected.Shape) throw new MismatchException($"expected shape {expected.Shape}, got {actual.Shape}");
        var digits = expected.DType == DType.Float64 ? 52 : expected.DType == DType.Float32 ? 23 : 10;
        var (a, e) = (actual.ToArray<double>(), expected.ToArray<double>());
        if (!expected.DType.IsFloatingPoint && !actual.ToArray<long>().SequenceEqual(expected.ToArray<long>()))
            throw new MismatchException($"expected {expected}, got {actual}");
        var leastExponent = expected.DType switch { DType.Float16 => -14, DType.Float32 => -126, _ => -1022 };
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i].Equals(e[i]) || a[i] == e[i]) continue;
            var unit = Math.ScaleB(1, Math.Max(Math.ILogB(Math.Max(Math.Abs(e[i]), Math.Abs(a[i]))), leastExponent) - digits);
            if (!(Math.Abs(a[i] - e[i]) <= units * unit)) throw new MismatchException($"expected {e[i]:R} at {i} of {expected.Shape}, got {a[i]:R}");
        }
    }
}
