using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Operations;

/// <summary>Where everyday functions bend, end or jump; what PyTorch documents about them.</summary>
public class EverydayTests
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN;

    static Tensor D(params double[] x) => Tensor.From(x);

    static void Same(double[] expected, Tensor actual) => Assert.Equal(expected, actual.ToArray<double>());

    [Fact]
    public void HeavisideAsksItsSecondOperandAtZero()
    {
        Same([0, 0.5, 0.5, 1, 0], D(-1, 0, -0.0, 2, NaN).Heaviside(D(0.5)));
        var values = D(7, 7);
        values.RequiresGrad = true;
        D(0, 1).Heaviside(values).Sum().Backward();
        Same([1, 0], values.Grad!);
    }

    [Fact]
    public void TheHypotenuseDoesNotOverflow()
    {
        Same([5, Inf, Inf, NaN, 0], Tensor.Hypot(D(3, Inf, NaN, NaN, 0), D(-4, NaN, -Inf, 1, -0.0)));
        Assert.Equal(5e200, Tensor.Hypot(D(3e200), D(4e200)).Item(), 1e186);
        Assert.Equal(5e-200, Tensor.Hypot(D(3e-200), D(4e-200)).Item(), 1e-214);
    }

    [Fact]
    public void LogarithmsOfSumsTakeInfinities()
    {
        Same([Inf, -Inf, 1, Inf, NaN], Tensor.LogAddExp(D(Inf, -Inf, 1, Inf, NaN), D(Inf, -Inf, -Inf, 3, 1)));
        Same([Inf, -Inf, 1, 1001], Tensor.LogAddExp2(D(Inf, -Inf, 1, 1000), D(Inf, -Inf, -Inf, 1000)));
        var x = D(1000, -Inf, 2);
        x.RequiresGrad = true;
        Tensor.LogAddExp(x, D(1000, -Inf, -Inf)).Sum().Backward();
        Same([0.5, 0.5, 1], x.Grad!);
    }

    [Fact]
    public void NothingTimesALogarithmIsNothing()
    {
        Same([0, 0, 0, NaN, -Inf, NaN], Tensor.XLogY(D(0, 0, 0, 0, 2, 1), D(0, -1, Inf, NaN, 0, -1)));
        var (x, y) = (D(0, 0), D(0, 2));
        x.RequiresGrad = true;
        Tensor.XLogY(x, y).Sum().Backward();
        Same([0, Math.Log(2)], x.Grad!);
    }

    [Fact]
    public void SincIsSmoothAtZero()
    {
        var x = D(0, 1e-9, 0.2228);
        x.RequiresGrad = true;
        var y = x.Sinc();
        y.Sum().Backward();
        Assert.Equal(1, y[0].Item());
        Assert.Equal(0, x.Grad![0].Item());
        Assert.Equal(-Math.PI * Math.PI * 1e-9 / 3, x.Grad[1].Item(), 1e-20);
        var angle = Math.PI * 0.2228;
        Assert.Equal((Math.Cos(angle) - Math.Sin(angle) / angle) / 0.2228, x.Grad[2].Item(), 1e-14);
        GradientCheck.Second(inputs => inputs[0].Sinc(), [D(0, 0.1, 0.3)]);
    }

    [Fact]
    public void NumbersBesideNaNAreTakenAndGetTheGradient()
    {
        Same([2, 1, NaN, 3], Tensor.Fmax(D(NaN, 1, NaN, 3), D(2, NaN, NaN, 3)));
        Same([2, 1, NaN, 3], Tensor.Fmin(D(NaN, 1, NaN, 3), D(2, NaN, NaN, 3)));
        var (a, b) = (D(NaN, 1, 3), D(2, NaN, 3));
        (a.RequiresGrad, b.RequiresGrad) = (true, true);
        (Tensor.Fmax(a, b) + Tensor.Fmin(a, b)).Sum().Backward();
        Same([0, 2, 2], a.Grad!);
        Same([2, 0, 0], b.Grad!);
    }

    [Fact]
    public void SignsOfZerosAndNaNAreSeen()
    {
        Assert.Equal([true, false, true, false], D(-0.0, 0, -Inf, 2).SignBit().ToArray<bool>());
        Assert.True(D(double.NaN).CopySign(-1.0).SignBit().Item<bool>());
        Assert.True(double.IsNegative(D(0.0).CopySign(D(-0.0)).Item()));
        Assert.Equal([true, false], Tensor.From(new[] { -3, 4 }).SignBit().ToArray<bool>());
        var x = D(0, -3, 3);
        x.RequiresGrad = true;
        x.CopySign(-1.0).Sum().Backward();
        Same([0, 1, -1], x.Grad!);
    }

    [Theory]
    [InlineData(1.0, 2.0)]
    [InlineData(1.0, -2.0)]
    [InlineData(-1.0, -2.0)]
    [InlineData(0.0, -1.0)]
    [InlineData(-0.0, 1.0)]
    [InlineData(double.Epsilon, 0.0)]
    [InlineData(double.MaxValue, Inf)]
    [InlineData(Inf, 0.0)]
    [InlineData(2.0, 2.0)]
    [InlineData(NaN, 1.0)]
    public void TheNextNumberIsThatOfTheMachine(double from, double to)
    {
        var expected = double.IsNaN(from) ? NaN : from < to ? Math.BitIncrement(from) : from > to ? Math.BitDecrement(from) : to;
        Assert.Equal(expected, D(from).NextAfter(D(to)).Item());
        var single = (float)from;
        var next = float.IsNaN(single) ? float.NaN : single < to ? MathF.BitIncrement(single) : single > to ? MathF.BitDecrement(single) : (float)to;
        Assert.Equal(next, Tensor.From(single).NextAfter(Tensor.From((float)to)).Item<float>());
    }

    [Fact]
    public void NumbersComeApartIntoMantissaAndExponent()
    {
        var x = D(0, 1, -6, 0.1, double.Epsilon, 3e-310, double.MaxValue, Inf, NaN);
        var (mantissa, exponent) = x.Frexp();
        Assert.Equal(DType.Int32, exponent.DType);
        Assert.Equal([0, 1, 3, -3, -1073, -1028, 1024, 0, 0], exponent.ToArray<int>());
        Same([0, 0.5, -0.75, 0.8, 0.5, 3e-310 * Math.ScaleB(1, 514) * Math.ScaleB(1, 514), 1 - Math.ScaleB(1, -53), Inf, NaN], mantissa);
        Same(x[..4].ToArray<double>(), mantissa[..4].Ldexp(exponent[..4]));
        var half = Tensor.From(6f).To(DType.Float16).Frexp();
        Assert.Equal((DType.Float16, 0.75, 3), (half.Mantissa.DType, half.Mantissa.Item(), half.Exponent.Item<int>()));
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => Tensor.From(1L).Frexp()).Message);
    }

    [Fact]
    public void DivisorsOfTheSmallestIntegers()
    {
        Assert.Equal([0L, 7, 1, 4], Tensor.Gcd(Tensor.From(new[] { 0L, 0, long.MinValue, -12 }), Tensor.From(new[] { 0L, -7, -1, 8 })).ToArray<long>());
        Assert.Equal([0L, 36], Tensor.Lcm(Tensor.From(new[] { 0L, -12 }), Tensor.From(new[] { 5L, 18 })).ToArray<long>());
        Assert.Throws<ArgumentException>(() => Tensor.Gcd(D(1), D(2)));
        Assert.Throws<ArgumentException>(() => Tensor.Lcm(Tensor.From(true), Tensor.From(true)));
    }

    [Fact]
    public void PowersOfFloatsAreComputedInFloat64()
    {
        var y = Tensor.From(new[] { 2, 3 }).FloatPower(-1);
        Assert.Equal(DType.Float64, y.DType);
        Same([0.5, 1.0 / 3], y);
        Assert.Throws<ArgumentException>(() => Tensor.From(true).Positive());
    }

    [Fact]
    public void TrianglesAreNamedRowByRow()
    {
        Assert.Equal(
            "tensor([[0, 1, 1, 2, 2, 2],\n        [0, 0, 1, 0, 1, 2]])".ReplaceLineEndings(), Tensor.TrilIndices(3, 3).ToString().ReplaceLineEndings());
        Assert.Equal([0L, 0, 1, 1, 2, 2], Tensor.TriuIndices(2, 3, 1).Reshape(-1).ToArray<long>());
        Assert.Equal([2, 0], Tensor.TrilIndices(0, 3).Shape);
    }

    [Fact]
    public void DiagonalsAreFilledInPlace()
    {
        var x = Tensor.Zeros([2, 3]);
        Assert.Same(x, x.FillDiagonal(5));
        Assert.Equal([5f, 0, 0, 0, 5, 0], x.ToArray<float>());
        Assert.Equal(3, Tensor.Zeros([3, 3, 3]).FillDiagonal(1).Sum().Item());
        var matrix = Tensor.Zeros([3, 2]);
        matrix.T.Narrow(1, 1, 2).FillDiagonal(7);
        Assert.Equal([0f, 0, 7, 0, 0, 7], matrix.ToArray<float>());
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([2]).FillDiagonal(1));
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 2, 3]).FillDiagonal(1));
    }

    [Fact]
    public void ShapesBroadcastTogether()
    {
        Assert.Equal([4, 2, 3], Tensor.BroadcastShapes([2, 1], [3], [4, 1, 1]));
        Assert.Equal([], Tensor.BroadcastShapes());
        Assert.Contains("[2], [3]", Assert.Throws<ArgumentException>(() => Tensor.BroadcastShapes([2], [3])).Message);
    }

    [Fact]
    public void PlacesBecomeCoordinates()
    {
        Assert.Equal([1L, 2], Tensor.UnravelIndex(Tensor.From(-1L), [2, 3]).Select(x => x.Item<long>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.UnravelIndex(Tensor.From(6L), [2, 3]));
        Assert.Throws<ArgumentException>(() => Tensor.UnravelIndex(D(1), [2, 3]));
    }

    [Fact]
    public void PartsMustFitWhereTheyArePut()
    {
        var x = Tensor.Zeros([3, 4]);
        Assert.Contains("[3]", Assert.Throws<ArgumentException>(() => x.SelectScatter(Tensor.Ones([2]), 1, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.SelectScatter(Tensor.Ones([3]), 1, 4));
        Assert.Throws<ArgumentException>(() => x.SliceScatter(Tensor.Ones([1, 4]), 0, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.SliceScatter(x, step: 0));
        Assert.Throws<ArgumentException>(() => x.DiagonalScatter(Tensor.Ones([4])));
        Assert.Throws<ArgumentException>(() => x.HSplit(3));
        Assert.Throws<ArgumentException>(() => x.DSplit(2));
        Assert.Throws<ArgumentException>(() => Tensor.From(1).HSplit(1));
        Assert.Throws<ArgumentException>(() => Tensor.BlockDiag(Tensor.Zeros([1, 1, 1])));
    }

    [Fact]
    public void LayerNormTellsWhatItNormalizedBy()
    {
        var x = new Draw().Uniform([2, 3, 4]);
        var (y, mean, rstd) = F.NativeLayerNorm(x, [3, 4], null, null, 0.1);
        Assert.Equal([2, 1, 1], mean.Shape);
        Assert.True(Tensor.AllClose(mean, x.Mean([1, 2], keepDim: true), 1e-12, 1e-12));
        Assert.True(Tensor.AllClose(rstd, (x.Var([1, 2], 0, keepDim: true) + 0.1).Rsqrt(), 1e-12, 1e-12));
        Assert.True(Tensor.AllClose(y, (x - mean) * rstd, 1e-12, 1e-12));
        Assert.Equal([0, 1], F.NativeLayerNorm(Tensor.Zeros([0, 4]), [4], null, null, 0.1).Mean.Shape);
    }
}
