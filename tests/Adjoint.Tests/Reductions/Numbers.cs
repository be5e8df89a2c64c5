namespace Adjoint.Tests.Reductions;

static class Numbers
{
    /// <summary>Checks elements in row-major order; the tolerance is relative to the expected number or to 1, whichever is larger.</summary>
    public static void Close(double[] expected, Tensor actual, double tolerance = 1e-12)
    {
        var elements = actual.ToArray<double>();
        Assert.Equal(expected.Length, elements.Length);
        for (var i = 0; i < elements.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - elements[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"element {i}: {elements[i]:R} for {expected[i]:R}");
    }
}
