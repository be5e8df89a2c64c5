namespace Adjoint.Tests.Statistics;

public class LogCumSumExpTests
{
    [Fact]
    public void NothingOverflowsAndWhatIsNotThereGetsNoGradient()
    {
        var inf = double.PositiveInfinity;
        var x = Tensor.From(new[] { -inf, -inf, 0.5, 900, -900 }, requiresGrad: true);
        var y = x.LogCumSumExp(0);
        Assert.Equal([-inf, -inf, 0.5, 900, 900], y.ToArray<double>());
        y.Backward(Tensor.Ones([5], DType.Float64));
        Assert.Equal([0, 0, 1, 2, 0], x.Grad!.ToArray<double>());
        Assert.Equal(inf, Tensor.From(new[] { 1, inf, inf }).LogCumSumExp(0)[2].Item());
        Assert.Equal(double.NaN, Tensor.From(new[] { 1, double.NaN, 2 }).LogCumSumExp(0)[2].Item());
    }

    [Fact]
    public void LongSumsInFloat32AreSummedInDouble()
    {
        var y = Tensor.Zeros([100_000]).LogCumSumExp(0);
        Assert.Equal((float)Math.Log(100_000), y[^1].Item<float>());
    }
}
