namespace Adjoint.Tests.RandomNumbers;

public class DropoutTests
{
    [Fact]
    public void NothingIsDroppedOutsideOfTrainingOrWithProbabilityZero()
    {
        var x = Tensor.Randn([5]);
        Assert.Same(x, x.Dropout(0.5, training: false));
        Assert.Same(x, x.Dropout(0));
    }

    [Fact]
    public void WithProbabilityOneEverythingIsDropped() =>
        Assert.Equal([0, 0, double.NaN], Tensor.From([1.0, -2.0, double.PositiveInfinity]).Dropout(1).ToArray<double>());

    [Fact]
    public void WhatIsKeptIsScaledAndSoIsItsGradient()
    {
        var x = Tensor.Full([1000], 3, DType.Float64, requiresGrad: true);
        var y = x.Dropout(0.25, generator: new Generator(0));
        y.Sum().Backward();
        Assert.Equal([0, 4], y.ToArray<double>().Distinct().Order());
        Assert.Equal(y.ToArray<double>().Select(value => value / 3), x.Grad!.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(750, y.Ne(0).Sum().Item(), 50.0);
    }
}
