using Adjoint.Tests.Operations;

namespace Adjoint.Tests.LinearAlgebra;

public class LinearTests
{
    public static TheoryData<long[], long> Sizes => new()
    {
        { [7], 5 }, { [1], 1 }, { [1, 3], 1 }, { [33, 17], 65 }, { [64, 129], 31 },
        { [2, 3, 13], 16 }, { [2, 1, 3, 40], 33 }, { [0, 4], 3 }, { [3, 0], 4 }, { [3, 4], 0 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TheKernelGivesWhatItMeansAndSoDoItsGradients(long[] shape, long outputs)
    {
        var draw = new Draw();
        Tensor x = draw.Uniform(new Shape(shape)), weight = draw.Uniform([outputs, shape[^1]]), bias = draw.Uniform([outputs]);
        foreach (var (dtype, tolerance) in new[] { (DType.Float64, 1e-12), (DType.Float32, 1e-5), (DType.Float16, 0.02) })
        {
            Same([x.To(dtype), weight.To(dtype), bias.To(dtype)], tolerance);
            Same([x.To(dtype), weight.To(dtype)], tolerance);
        }
    }

    [Fact]
    public void OperandsMayLieInMemoryInAnyWay()
    {
        var draw = new Draw();
        Tensor[] inputs = [draw.Uniform([20, 18]), draw.Uniform([34, 20]), draw.Uniform([17, 2])];
        Same([inputs[0].T, inputs[1][Slice.Step(2)], inputs[2].Select(1, 1)], 1e-12);
        Same([draw.Uniform([4, 20, 3]).Transpose(1, 2), draw.Uniform([20, 6]).T, draw.Uniform([1]).Expand(6)], 1e-12);
        Same([draw.Uniform([1, 20]).Expand(5, 20), draw.Uniform([6, 40])[.., Slice.Step(2)]], 1e-12);
    }

    [Fact]
    public void TheGradientOfTheWeightLiesInMemoryAsTheWeightDoes()
    {
        Tensor x = Tensor.Ones([3, 4]), weight = Tensor.Ones([2, 4], requiresGrad: true);
        Assert.True(Adjoint.Autograd.Grad(x.Linear(weight).Sum(), weight).IsContiguous);
        Assert.Equal("Linear", x.Linear(weight).GradFn);
    }

    [Fact]
    public void OtherTypesAndShapesOfABiasAreBroadcastAndPromoted()
    {
        Tensor x = new[,] { { 1.0, 2 }, { 3, 4 } }, weight = new[,] { { 1.0f, 10 }, { 100, 1000 } };
        Assert.Equal([21.5, 2100.5, 43.5, 4300.5], x.Linear(weight, 0.5f).ToArray<double>());
        Assert.Equal([22, 2102, 44, 4304], x.Linear(weight, new[,] { { 1.0, 2 }, { 1, 4 } }).ToArray<double>());
        Assert.Equal([8, 12], x.To(DType.Int32).Linear(new[,] { { 1, 1 } }, new[] { 5 }).ToArray<int>());
    }

    static void Same(Tensor[] inputs, double tolerance)
    {
        Tensor[] ours = [.. inputs.Select(Leaf)], plain = [.. inputs.Select(Leaf)];
        Tensor y = Ops.Linear.Op.Apply(ours), expected = Ops.Linear.Op.Decompose(plain);
        Close(expected, y, tolerance);
        y.Square().Sum().Backward();
        expected.Square().Sum().Backward();
        foreach (var (mine, meant) in ours.Zip(plain)) Close(meant.Grad!, mine.Grad!, 30 * tolerance);
    }

    static Tensor Leaf(Tensor x)
    {
        var leaf = x.Detach();
        leaf.RequiresGrad = true;
        return leaf;
    }

    static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.True(Tensor.AllClose(expected.To(DType.Float64), actual.To(DType.Float64), tolerance, tolerance), $"{expected.Shape} {expected.DType}");
    }
}
