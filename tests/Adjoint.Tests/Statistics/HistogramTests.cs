using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Statistics;

/// <summary>Counts against counts made one by one.</summary>
public class HistogramTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(300_000)]
    public void EveryElementIsCountedInItsBin(int count)
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            var x = new Draw().Uniform([count], -1, 1).To(dtype);
            var expected = new double[7];
            foreach (var value in x.ToArray<double>())
            {
                if (value is >= -0.7 and <= 0.7) expected[Math.Min(6, (int)((value + 0.7) * 5))]++;
            }
            Assert.Equal(expected, x.Histc(7, -0.7, 0.7).ToArray<double>());
            Assert.Equal(expected, x.Histogram(7, (-0.7, 0.7)).Hist.ToArray<double>());
            Assert.Equal(expected, x.Histogram(Tensor.Linspace(-0.7, 0.7, 8)).Hist.ToArray<double>());
        }
    }

    [Fact]
    public void WeightsAreSummedTheSameOnAnyNumberOfThreads()
    {
        var draw = new Draw();
        Tensor x = draw.Uniform([200_000]), weight = draw.Uniform([200_000], 0, 1), points = draw.Uniform([100_000, 2]);
        OnThreads.Same(() =>
        [
            x.Histc(100), x.Histogram(50, weight: weight).Hist, points.HistogramDd([9, 11], weight: weight[..100_000]).Hist,
            (x * 10 + 20).To(DType.Int64).BinCount(), (x * 10 + 20).To(DType.Int64).BinCount(weight),
        ]);
        Assert.Equal(weight.Sum().Item(), x.Histogram(50, weight: weight).Hist.Sum().Item(), 1e-6);
        Assert.Equal(weight.Sum().Item(), (x * 10 + 20).To(DType.Int64).BinCount(weight).Sum().Item(), 1e-6);
    }

    [Fact]
    public void NumbersAreCounted()
    {
        var numbers = new Draw().Indices([200_000], 300);
        var expected = new double[300];
        foreach (var number in numbers.ToArray<long>()) expected[number]++;
        Assert.Equal(expected, numbers.BinCount().ToArray<double>());
        Assert.Equal(expected, numbers.To(DType.Int16).BinCount().ToArray<double>());
        Assert.Equal([0.0, 0, 0], Tensor.Zeros([0], DType.Int32).BinCount(minLength: 3).ToArray<double>());
    }

    // PyTorch 1.13 counts NaN in the first bin; later versions do not.
    [Fact]
    public void NaNIsInNoBin()
    {
        Tensor x = Tensor.From(new[] { 0, 1, double.NaN, 3 });
        Assert.Equal([1.0, 1, 1], x.Histc(3, 0, 3).ToArray<double>());
        Assert.Equal([1.0, 1, 1], x.Histogram(3, (0, 3)).Hist.ToArray<double>());
    }

    [Fact]
    public void AGridCountsPoints()
    {
        var points = new Draw().Uniform([5000, 2]);
        var (hist, edges) = points.HistogramDd([4, 5], [(-2, 2), (-1, 1)]);
        var expected = new double[20];
        foreach (var point in points.ToArray<double>().Chunk(2))
        {
            if (Math.Abs(point[1]) <= 1) expected[(int)(point[0] + 2) * 5 + (int)((point[1] + 1) * 2.5)]++;
        }
        Assert.Equal(expected, hist.ToArray<double>());
        Assert.Equal([5, 6], edges.Select(edge => (int)edge.Count));
        var density = points.HistogramDd([4, 5], [(-2, 2), (-1, 1)], density: true).Hist;
        Assert.Equal(1, (density * 0.4).Sum().Item(), 1e-12);
    }

    [Fact]
    public void WhatCannotBeCountedIsRefused()
    {
        var x = new Draw().Uniform([4]);
        Assert.StartsWith("Histc: there must be at least one bin", Assert.Throws<ArgumentOutOfRangeException>(() => x.Histc(0)).Message.Split('(')[0]);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => Tensor.From(new[] { 1.0, double.NaN }).Histc()).Message);
        Assert.Contains("cannot begin at 2", Assert.Throws<ArgumentException>(() => x.Histogram(3, (2, 1))).Message);
        Assert.Contains("weights of shape [3]", Assert.Throws<ArgumentException>(() => x.Histogram(3, weight: x[..3])).Message);
        Assert.StartsWith("BinCount: there is a negative number, -1",
            Assert.Throws<ArgumentException>(() => Tensor.From(new[] { 1, -1 }).BinCount()).Message);
        Assert.StartsWith("HistogramDd: points with 2 coordinates", Assert.Throws<ArgumentException>(() => x.Reshape(2, 2).HistogramDd([3])).Message);
    }
}
