using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Statistics;

/// <summary>What is found by its rank stands where a stable sort puts it, however long the line and whatever repeats in it.</summary>
public class SelectionTests
{
    public static TheoryData<int, string> Lines
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var count in (int[])[1, 2, 12, 13, 100, 4096, 4097, 70_000, 200_001])
            {
                foreach (var kind in (string[])["different", "few", "equal", "ascending", "descending", "huge", "integers"]) data.Add(count, kind);
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Lines))]
    public void RanksAreThoseOfAStableSort(int count, string kind)
    {
        var x = Line(count, kind);
        var order = x.ArgSort().ToArray<long>();
        foreach (var k in (long[])[1, 2, count / 3 + 1, (count + 1) / 2, count])
        {
            if (k > count) continue;
            var (value, index) = x.KthValue(k);
            Assert.Equal(order[k - 1], index.Item<long>());
            Assert.Equal(x.ToArray<double>()[order[k - 1]], value.Item());
        }
        Assert.Equal(order[(count - 1) / 2], x.Median(0).Indices.Item<long>());
        Assert.Equal(x.ToArray<double>()[order[(count - 1) / 2]], x.Median().Item());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5000)]
    [InlineData(100_000)]
    public void NaNWinsIsSkippedOrIsLargest(int count)
    {
        var x = Line(count, "different").Clone();
        x.Narrow(0, count / 2, 2).Fill(double.NaN);
        var order = x.ArgSort().ToArray<long>();
        Assert.Equal((double.NaN, count / 2), (x.Median(0).Values.Item(), x.Median(0).Indices.Item<long>()));
        Assert.Equal(double.NaN, x.Median().Item());
        Assert.Equal(order[(count - 3) / 2], x.NanMedian(0).Indices.Item<long>());
        Assert.Equal(x.ToArray<double>()[order[(count - 3) / 2]], x.NanMedian().Item());
        Assert.Equal(double.NaN, x.KthValue(count).Values.Item());
        Assert.Equal(double.NaN, x.Quantile(0.1).Item());
        Assert.Equal(x.MaskedSelect(x.IsNaN().LogicalNot()).Quantile(0.1).Item(), x.NanQuantile(0.1).Item());
    }

    [Fact]
    public void ManyQuantilesAreThoseFoundOneByOne()
    {
        var x = Line(10_000, "few").Reshape(100, 100);
        var q = Tensor.From(Enumerable.Range(0, 40).Select(i => i / 39.0).ToArray());
        var all = x.Quantile(q, 1);
        for (var i = 0; i < 40; i++) Assert.Equal(x.Quantile(i / 39.0, 1).ToArray<double>(), all[i].ToArray<double>());
    }

    [Fact]
    public void TheNumberOfThreadsMakesNoDifference()
    {
        var x = Line(300_000, "different");
        OnThreads.Same(() => [x.Quantile(0.37), x.Median(), x.KthValue(3).Indices]);
    }

    [Fact]
    public void EqualMiddleElementsShareTheGradientOfAllTogether()
    {
        Tensor x = Tensor.From(new[] { 3.0, 1, 2, 2, 5, 2, 0 }, requiresGrad: true);
        x.Median().Backward();
        Assert.Equal([0, 0, 1 / 3.0, 1 / 3.0, 0, 1 / 3.0, 0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void WhatCannotBeChosenIsRefused()
    {
        var x = new Draw().Uniform([2, 3]);
        Assert.StartsWith("KthValue: there is no element number 4 along dimension 1", Assert.Throws<ArgumentOutOfRangeException>(() => x.KthValue(4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.KthValue(0));
        Assert.StartsWith("Median: dimension 0", Assert.Throws<ArgumentException>(() => Tensor.Zeros([0, 2]).Median(0)).Message);
        Assert.StartsWith("Mode: dimension 1", Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 0]).Mode()).Message);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => x.Quantile(1.5)).Message);
        Assert.StartsWith("Quantile: q must be", Assert.Throws<ArgumentException>(() => x.Quantile(x)).Message);
        Assert.StartsWith("NanQuantile: defined for floating-point", Assert.Throws<ArgumentException>(() => Tensor.Arange(3).NanQuantile(0.5)).Message);
        Assert.StartsWith("Quantile: dimension", Assert.Throws<ArgumentException>(() => Tensor.Zeros([0]).Quantile(0.5)).Message);
        Assert.Equal(double.NaN, Tensor.Zeros([0]).Median().Item());
    }

    static Tensor Line(int count, string kind)
    {
        var draw = new Draw();
        return kind switch
        {
            "few" => draw.Pick([count], -1, 0, -0.0, 2, double.PositiveInfinity, double.NegativeInfinity),
            "equal" => Tensor.Full([count], 3.5),
            "ascending" => Tensor.Arange(count).To(DType.Float32),
            "descending" => Tensor.Arange(count, 0, -1).To(DType.Int16).Clamp(min: -300),
            "huge" => draw.Uniform([count], -1, 1) * 1e300 * draw.Pick([count], 1e-300, 1e-200, 1, 1e8),
            "integers" => draw.Pick([count], long.MinValue, -1, 0, 1e18, 9e18, 1e15).To(DType.Int64),
            _ => draw.Uniform([count]).To(DType.Float32),
        };
    }
}
