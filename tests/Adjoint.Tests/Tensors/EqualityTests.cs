namespace Adjoint.Tests.Tensors;

public class EqualityTests
{
    static readonly double Inf = double.PositiveInfinity;

    [Fact]
    public void EqualMeansTypeShapeAndElements()
    {
        Tensor x = [[1.0f, 2.0f]];
        Assert.True(Tensor.Equal(x, x.Clone()));
        Assert.True(Tensor.Equal(x.Permute(1, 0), Tensor.From([[1f], [2f]])));
        Assert.False(Tensor.Equal(x, x.To(DType.Float64)));
        Assert.False(Tensor.Equal(x, x.Reshape(2)));
        Assert.False(Tensor.Equal(x, x + 1e-6));
        Assert.True(Tensor.Equal(Tensor.From([0.0]), Tensor.From([-0.0])));
        Assert.False(Tensor.Equal(Tensor.From([double.NaN]), Tensor.From([double.NaN])));
        Assert.True(Tensor.Equal(Tensor.Zeros([0, 2]), Tensor.Zeros([0, 2])));
        Assert.False(Tensor.Equal(Tensor.From([(1L << 60) + 1]), Tensor.From([1L << 60])));
    }

    [Fact]
    public void CloseMeansWithinBothTolerances()
    {
        var b = Tensor.From([100.0, 100.0, 0.0, 0.0, Inf, Inf, Inf, double.NaN]);
        var a = Tensor.From([100.0009, 100.002, 0.9e-8, 1.1e-8, Inf, -Inf, 5, double.NaN]);
        Assert.Equal([true, false, true, false, true, false, false, false], Tensor.IsClose(a, b).ToArray<bool>());
        Assert.Equal([true, true, true, false, true, false, false, true], Tensor.IsClose(a, b, rtol: 3e-5, equalNan: true).ToArray<bool>());
        Assert.Equal([false, false, false, false, true, false, false, false], Tensor.IsClose(a, b, 0, 0).ToArray<bool>());
    }

    [Fact]
    public void AllCloseBroadcastsAndCountsExactly()
    {
        Assert.True(Tensor.AllClose(Tensor.Ones([3, 2]), Tensor.Ones([2])));
        Assert.False(Tensor.AllClose(Tensor.From([16777217]), Tensor.From([16777216]), rtol: 0, atol: 0.5));
        Assert.True(Tensor.AllClose(Tensor.From([true]), Tensor.From([true])));
        Assert.True(Tensor.AllClose(Tensor.Zeros([0]), Tensor.Zeros([0])));
        Tensor w = [1.0f];
        w.RequiresGrad = true;
        Assert.True(Tensor.AllClose(w, w));
    }

    [Fact]
    public void DifferentTypesAreRefused()
    {
        Assert.Contains("To(DType.Float64)", Assert.Throws<ArgumentException>(() => Tensor.IsClose(Tensor.Ones([1]), Tensor.Ones([1], DType.Float64))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.AllClose(Tensor.Ones([1]), Tensor.Ones([1]), rtol: -1));
    }
}
