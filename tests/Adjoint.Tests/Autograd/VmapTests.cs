using static Adjoint.Autograd;

namespace Adjoint.Tests.Autograd;

public class VmapTests
{
    static readonly Tensor s_x = Tensor.Arange(6).To(DType.Float64).Reshape(2, 3);

    [Fact]
    public void EachExampleIsComputedByItself()
    {
        Assert.Equal([3.0, 12], Vmap(row => row.Sum())(s_x).ToArray<double>());
        Assert.Equal([3.0, 5, 7], Vmap(column => column.Sum(), inDim: 1)(s_x).ToArray<double>());
        var turned = Vmap(row => 2 * row, outDim: -1)(s_x);
        Assert.Equal([3, 2], turned.Shape);
        Assert.Equal((2 * s_x.T).ToArray<double>(), turned.ToArray<double>());
    }

    [Fact]
    public void WhatHasNoDimensionOfExamplesIsGivenToAll()
    {
        var weights = Tensor.From([1.0, 10, 100]);
        Assert.Equal([210.0, 543], Vmap((row, w) => row.Dot(w), (0, null))(s_x, weights).ToArray<double>());
        Assert.Equal([5.0, 50], Vmap((row, other) => row.Dot(other), (0, 1))(s_x, s_x.T).ToArray<double>());
    }

    [Fact]
    public void GradientsOfExamplesAndThroughThem()
    {
        var gradients = Vmap(row =>
        {
            var x = row.Detach();
            x.RequiresGrad = true;
            return Grad((x * x * x).Sum(), x);
        })(s_x);
        Assert.Equal((3 * s_x * s_x).ToArray<double>(), gradients.ToArray<double>());
        GradCheck(x => Vmap(row => row.Tanh().Prod())(x), s_x / 7);
        GradGradCheck(x => Vmap(row => row.Tanh().Prod())(x), s_x / 7);
    }

    [Fact]
    public void WhatCannotBeMappedIsSaid()
    {
        Assert.Contains("2 and 3 examples", Assert.Throws<ArgumentException>(() => Vmap((a, b) => a + b, (0, 1))(s_x, s_x)).Message);
        Assert.Contains("no examples", Assert.Throws<ArgumentException>(() => Vmap((a, b) => a + b, (null, null))(s_x, s_x)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Vmap(x => x, inDim: 2)(s_x));
    }
}
