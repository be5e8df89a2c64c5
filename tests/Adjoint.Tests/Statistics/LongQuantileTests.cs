namespace Adjoint.Tests.Statistics;

public class LongQuantileTests
{
    // Float32 has no 2^24 + 1: a rank computed in it is the one before or the one behind.
    [Fact]
    public void RanksBeyondWhatFloat32CountsAreExact()
    {
        const long Countable = 1 << 24;
        var numbers = new float[Countable + 3];
        (numbers[Countable + 1], numbers[Countable + 2]) = (1, 2);
        var x = Tensor.From(numbers);
        const double Q = (Countable + 1.0) / (Countable + 2);
        Assert.Equal(1, x.Quantile(Q, interpolation: QuantileInterpolation.Nearest).Item());
        Assert.Equal(1, x.NanQuantile(Q, interpolation: QuantileInterpolation.Nearest).Item());
        Assert.Equal(DType.Float32, x.Quantile(Tensor.From(Q)).DType);
        Assert.Equal(1.5, x.Quantile((Countable + 1.5) / (Countable + 2)).Item(), 1e-6);
    }
}
