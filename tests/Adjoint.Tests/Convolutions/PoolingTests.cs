using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Convolutions;

public class PoolingTests
{
    [Fact]
    public void TheFirstOfEqualsAndTheLastNaNAreChosenAsInPyTorch()
    {
        var x = Tensor.From(new float[,] { { 1, 3, 3 }, { 3, 2, 0 }, { float.NaN, 5, float.NegativeInfinity } }).Reshape(1, 3, 3);
        var (values, indices) = F.MaxPool2dWithIndices(x, (2, 3), 1);
        Assert.Equal([1, 6], indices.ToArray<long>());
        Assert.Equal([3, float.NaN], values.ToArray<float>());
        // A window of nothing but minus infinity still has a place.
        Assert.Equal([0], F.MaxPool1dWithIndices(Tensor.Full([1, 2], double.NegativeInfinity, DType.Float32), 3, 1, 1).Indices[0][..1].ToArray<long>());
    }

    [Fact]
    public void MaxPoolingMatchesThePlainLoop()
    {
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            long k = random.Next(1, 5), stride = random.Next(1, 4), dilation = random.Next(1, 3), extent = dilation * (k - 1) + 1,
                padding = random.Next(0, (int)extent / 2 + 1);
            long h = random.Next(1, 30), w = random.Next(1, 30);
            if (h + 2 * padding < extent || w + 2 * padding < extent) continue;
            // Whole numbers, so that there are equals.
            var x = Tensor.RandInt(-4, 5, [2, 3, h, w]).To(DType.Float32);
            var (values, indices) = F.MaxPool2dWithIndices(x, k, stride, padding, dilation);
            var elements = x.ToArray<float>();
            long height = values.Size(2), width = values.Size(3);
            for (long o = 0; o < values.Count; o++)
            {
                var (channel, row, column) = (o / (height * width), o / width % height * stride - padding, o % width * stride - padding);
                var (best, place) = (float.NegativeInfinity, -1L);
                for (long r = 0; r < k; r++)
                {
                    for (long s = 0; s < k; s++)
                    {
                        long y = row + r * dilation, z = column + s * dilation;
                        if (y < 0 || z < 0 || y >= h || z >= w || elements[(channel * h + y) * w + z] <= best && place >= 0) continue;
                        (best, place) = (elements[(channel * h + y) * w + z], y * w + z);
                    }
                }
                Assert.Equal(best, values.Flatten()[o].Item<float>());
                Assert.Equal(place, indices.Flatten()[o].Item<long>());
            }
        }
    }

    [Fact]
    public void AMeanCountsWhatItIsToldToCount()
    {
        var x = Tensor.From(new float[,] { { 6, 12, 18 } });
        Assert.Equal([6, 10], F.AvgPool1d(x, 3, 2, 1).ToArray<float>());
        Assert.Equal([9, 15], F.AvgPool1d(x, 3, 2, 1, countIncludePad: false).ToArray<float>());
        Assert.Equal([9, 18], F.AvgPool1d(x, 2, ceilMode: true).ToArray<float>());
        Assert.Equal([36], F.AvgPool2d(x.Reshape(1, 1, 3), (1, 3), divisorOverride: 1).ToArray<float>());
    }

    [Fact]
    public void AdaptiveWindowsOverlapWhereSizesDoNotDivide()
    {
        var x = Tensor.Arange(5).To(DType.Float32).Reshape(1, 5);
        Assert.Equal([0.5f, 2, 3.5f], F.AdaptiveAvgPool1d(x, 3).ToArray<float>());
        Assert.Equal([1, 3, 4], F.AdaptiveMaxPool1d(x, 3).ToArray<float>());
        Assert.Equal([2f], F.AdaptiveAvgPool1d(x, 1).ToArray<float>());
        Assert.Equal([1, 2, 5, 7], F.AdaptiveAvgPool2d(Tensor.Zeros([1, 2, 5, 6]), (null, 7)).Shape.ToArray());
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "MaxPool2d: padding must be from 0 to half of the window, 1 along spatial dimension 0, and is 2.",
            () => F.MaxPool2d(Tensor.Zeros([1, 4, 4]), 2, padding: 2) },
        { "MaxPool1d: the window covers 5 along spatial dimension 0, and the padded input has 4", () => F.MaxPool1d(Tensor.Zeros([1, 4]), 5) },
        { "AvgPool2d: the input must have 2 spatial dimension(s)", () => F.AvgPool2d(Tensor.Zeros([4, 4]), 2) },
        { "AvgPool1d: not defined for Int64", () => F.AvgPool1d(Tensor.Zeros([1, 4], DType.Int64), 2) },
        { "AvgPool2d: the divisor must not be 0.", () => F.AvgPool2d(Tensor.Zeros([1, 4, 4]), 2, divisorOverride: 0) },
        { "MaxPool1d: stride must be positive, and is [0].", () => F.MaxPool1d(Tensor.Zeros([1, 4]), 2, 0) },
        { "AdaptiveAvgPool2d: outputSize cannot be negative, and is (2, -1).", () => F.AdaptiveAvgPool2d(Tensor.Zeros([1, 4, 4]), (2, -1)) },
        { "MaxUnpool1d: the indices must be Int64 of the input's shape [1, 2]",
            () => F.MaxUnpool1d(Tensor.Zeros([1, 2]), Tensor.Zeros([1, 3], DType.Int64), 2) },
        { "MaxUnpool1d: along spatial dimension 0 the output can be larger than 2 and smaller than 6, not 9.",
            () => F.MaxUnpool1d(Tensor.Zeros([1, 2]), Tensor.Zeros([1, 2], DType.Int64), 2, outputSize: 9) },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void AMistakeIsExplained(string message, Action call) => Assert.Contains(message, Assert.Throws<ArgumentException>(call).Message);
}
