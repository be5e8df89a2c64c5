using Adjoint.Cpu.Simd;

namespace Adjoint.Tests.Kernels;

public class LaneTests
{
    [Fact]
    public void IntegersWrapWhereTheMachineWouldFault()
    {
        Assert.Equal([sbyte.MinValue], LaneFunctions.Run("Abs", new[] { sbyte.MinValue }));
        Assert.Equal([short.MinValue], LaneFunctions.Run("Neg", new[] { short.MinValue }));
        Assert.Equal([long.MinValue], LaneFunctions.Run("Abs", new[] { long.MinValue }));
        Assert.Equal([255, 0, 1], LaneFunctions.Run("Neg", new byte[] { 1, 0, 255 }));
        Assert.Equal([1, 0, 255], LaneFunctions.Run("Abs", new byte[] { 1, 0, 255 }));
        Assert.Equal([1, 0, 1], LaneFunctions.Run("Sign", new byte[] { 1, 0, 255 }));
        Assert.Equal([-1, 0, 1], LaneFunctions.Run("Sign", new[] { int.MinValue, 0, 9 }));
        foreach (var function in new[] { "Div", "FloorDivide" })
        {
            Assert.Equal([int.MinValue], LaneFunctions.Run(function, new[] { int.MinValue }, [-1]));
            Assert.Equal([long.MinValue], LaneFunctions.Run(function, new[] { long.MinValue }, [-1L]));
        }
        Assert.Equal([0], LaneFunctions.Run("Remainder", new[] { long.MinValue }, [-1L]));
        Assert.Equal([0], LaneFunctions.Run("Fmod", new[] { int.MinValue }, [-1]));
    }

    [Theory]
    [InlineData("Div")]
    [InlineData("FloorDivide")]
    [InlineData("Remainder")]
    [InlineData("Fmod")]
    public void IntegersAreNotDividedByZero(string function) =>
        Assert.Throws<DivideByZeroException>(() => LaneFunctions.Run(function, [1, 2, 3], [1, 0, 1]));

    [Fact]
    public void IntegerPowersWrapAndNegativeExponentsTruncate()
    {
        Assert.Equal([(sbyte)-24], LaneFunctions.Run<sbyte>("Pow", [10], [3]));
        Assert.Equal([(byte)151], LaneFunctions.Run<byte>("Pow", [7], [11]));
        Assert.Equal([1, 1, -1, 0], LaneFunctions.Run("Pow", [1, -1, -1, 2], [-5, -4, -3, -1]));
    }

    [Fact]
    public void NaNIsTheSmallestAndTheLargest()
    {
        float[] a = [float.NaN, 1, 1, 0, -0f], b = [1, float.NaN, 2, -0f, 0];
        Assert.Equal([float.NaN, float.NaN, 1, -0f, -0f], LaneFunctions.Run("Min", a, b));
        Assert.Equal([float.NaN, float.NaN, 2, 0, 0], LaneFunctions.Run("Max", a, b));
    }

    [Fact]
    public void SignsOfZeroAndNaNStay()
    {
        double[] x = [-0.0, double.NaN, 2.5, 3.5, -2.5, -0.3, double.NegativeInfinity];
        Assert.Equal([0.0, 0.0, 1, 1, -1, -1, -1], LaneFunctions.Run("Sign", x), IsSame);
        Assert.Equal([-0.0, double.NaN, 2, 4, -2, -0.0, double.NegativeInfinity], LaneFunctions.Run("Round", x), IsSame);
        Assert.Equal([-0.0, double.NaN, 3, 4, -2, -0.0, double.NegativeInfinity], LaneFunctions.Run("Ceiling", x), IsSame);
        Assert.Equal([0.0, double.NaN, -2.5, -3.5, 2.5, 0.3, double.PositiveInfinity], LaneFunctions.Run("Neg", x), IsSame);
        string[] odd = ["Sin", "Tan", "Asin", "Atan", "Sinh", "Tanh", "Asinh", "Atanh", "Expm1", "Log1p", "Erf", "Erfinv"];
        foreach (var function in odd)
        {
            Assert.Equal([-0.0, double.NaN], LaneFunctions.Run(function, [-0.0, double.NaN]), IsSame);
            Assert.Equal([-0f, float.NaN], LaneFunctions.Run(function, [-0f, float.NaN]), (a, b) => IsSame(a, b));
        }
    }

    [Fact]
    public void TheInverseOfErfEndsAtOne() => Assert.Equal(
        [double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.NaN], LaneFunctions.Run("Erfinv", [1.0, -1.0, 1.5, double.NaN]));

    [Fact]
    public void TheGammaFunctionHasItsZerosAndEndsInSinglePrecisionToo()
    {
        float inf = float.PositiveInfinity, nan = float.NaN;
        Assert.Equal(
            [0, 0, inf, inf, inf, inf, inf, nan, inf], LaneFunctions.Run("Lgamma", [1, 2, 0, -0f, -3, inf, -inf, nan, 4.2e36f]), (a, b) => IsSame(a, b));
        Assert.True(float.IsFinite(LaneFunctions.Run("Lgamma", [4.085e36f])[0]));
    }

    static bool IsSame(double a, double b) => a.Equals(b) && (double.IsNaN(a) || double.IsNegative(a) == double.IsNegative(b));

    [Theory]
    [InlineData("Exp", 1)]
    [InlineData("Expm1", 1)]
    [InlineData("Exp2", 1)]
    [InlineData("Log", 1)]
    [InlineData("Log1p", 1)]
    [InlineData("Log2", 1)]
    [InlineData("Log10", 1)]
    [InlineData("Sin", 1)]
    [InlineData("Cos", 1)]
    [InlineData("Tanh", 1)]
    [InlineData("Erf", 1)]
    public void SinglePrecisionIsTheDoubleOneRounded(string function, long bound)
    {
        var random = new Random(3);
        var x = new float[1 << 14];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = i % 4 == 0 ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))
                : (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.NextDouble() * 4 - 1));
        }
        var y = LaneFunctions.Run(function, x);
        var exact = LaneFunctions.Run(function, [.. x.Select(v => (double)v)]);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = (float)exact[i];
            Assert.True(
                float.IsNaN(expected) ? float.IsNaN(y[i]) : Math.Abs(Order(y[i]) - Order(expected)) <= bound,
                $"{function}({x[i]:R}) = {y[i]:R}, not {expected:R}");
        }
    }

    static long Order(float x)
    {
        long bits = BitConverter.SingleToInt32Bits(x);
        return bits < 0 ? int.MinValue - bits : bits;
    }

    [Fact]
    public void TheNormalDistributionIsGoodToSinglePrecisionAndItsTailEndsInZero()
    {
        var x = new float[40001];
        for (var i = 0; i < x.Length; i++) x[i] = (i - 20000) / 2000f;
        var y = LaneFunctions.Run("NormalCdf", x);
        var exact = LaneFunctions.Run("NormalCdf", [.. x.Select(v => (double)v)]);
        for (var i = 0; i < x.Length; i++) Assert.True(Math.Abs(y[i] - exact[i]) * Math.Max(1, -x[i]) <= 1.5e-7, $"{x[i]}: {y[i]}, not {exact[i]}");
        Assert.Equal([0, 0, 0, 0.5f, 1, 1, 1, float.NaN],
            LaneFunctions.Run("NormalCdf", [float.NegativeInfinity, -1e30f, -15, 0, 15, 1e30f, float.PositiveInfinity, float.NaN]));
    }

    [Fact]
    public void SinglePrecisionPowersAreTheDoubleOnesRounded()
    {
        var random = new Random(4);
        float[] a = new float[1 << 14], b = new float[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = i % 4 == 0
                ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))
                : (float)Math.Exp((random.NextDouble() - 0.5) * Math.Pow(10, random.NextDouble() * 3 - 1));
            b[i] = (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.NextDouble() * 4 - 1));
            if (i % 8 == 3) b[i] = MathF.Round(b[i]);
        }
        var y = LaneFunctions.Run("Pow", a, b);
        for (var i = 0; i < a.Length; i++)
        {
            var expected = (float)Math.Pow(a[i], b[i]);
            Assert.True(float.IsNaN(expected) ? float.IsNaN(y[i]) : Math.Abs(Order(y[i]) - Order(expected)) <= 2,
                $"Pow({a[i]:R}, {b[i]:R}) = {y[i]:R}, not {expected:R}");
        }
    }

    [Fact]
    public void ElementaryFunctionsAreNotForIntegers() =>
        Assert.Throws<NotSupportedException>(() => V128<int>.Equal(LaneMath.Exp(V128<int>.One), V128<int>.Zero));
}
