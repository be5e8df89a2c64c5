using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Nn;

[Collection(nameof(Alone))]
public class FusedSquaredErrorTests
{
    public static TheoryData<string> Shapes => ["", "1", "3 1", "31", "33", "5 0", "4096", "4097", "7 11 131", "300 401"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TheLossAndItsGradientsAreThoseOfWhatItMeans(string sizes)
    {
        var draw = new Draw();
        var shape = new Shape([.. sizes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)]);
        Tensor x = draw.Uniform(shape), y = draw.Uniform(shape);
        foreach (var isMean in new[] { true, false })
        {
            Same(isMean, x, y, 1e-13);
            Same(isMean, x.To(DType.Float32), y.To(DType.Float32), 1e-5);
            Same(isMean, x.To(DType.Float16), y.To(DType.Float16), 2e-3);
        }
    }

    [Fact]
    public void OperandsMayLieInMemoryInAnyWay()
    {
        var draw = new Draw();
        Same(true, draw.Uniform([30, 20]).T, draw.Uniform([1, 30]).Expand(20, 30), 1e-13);
        Same(false, draw.Uniform([20, 60])[.., Slice.Step(2)], draw.Uniform([20, 30]), 1e-13);
    }

    [Fact]
    public void DerivativesOfBothOrdersAreRight()
    {
        var draw = new Draw();
        Tensor[] inputs = [draw.Uniform([3, 4]), draw.Uniform([3, 4])];
        foreach (var input in inputs) input.RequiresGrad = true;
        Adjoint.Autograd.GradCheck(t => new Ops.MSELoss(IsMean: true).Apply(t[0], t[1]), inputs);
        Adjoint.Autograd.GradGradCheck(t => new Ops.MSELoss(IsMean: false).Apply(t[0], t[1]), inputs);
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotChangeABit()
    {
        Tensor.ManualSeed(1);
        Tensor x = Tensor.Randn([1_000_003], requiresGrad: true), y = Tensor.Randn([1_000_003]);
        var threads = Threads.Count;
        try
        {
            Threads.Count = 1;
            var expected = Of(x, y);
            Threads.Count = 7;
            Assert.Equal(expected, Of(x, y));
        }
        finally
        {
            Threads.Count = threads;
        }

        static (float Loss, float First, float Last) Of(Tensor x, Tensor y)
        {
            var loss = Adjoint.Nn.Functional.MseLoss(x, y);
            var gradient = Adjoint.Autograd.Grad(loss, x);
            return (loss.Item<float>(), gradient[0].Item<float>(), gradient[^1].Item<float>());
        }
    }

    static void Same(bool isMean, Tensor x, Tensor y, double tolerance)
    {
        var loss = new Ops.MSELoss(isMean);
        Tensor[] ours = [Leaf(x), Leaf(y)], meant = [Leaf(x), Leaf(y)];
        Tensor value = loss.Apply(ours), expected = loss.Decompose(meant);
        Close(expected, value, tolerance);
        (value * 3).Backward();
        (expected * 3).Backward();
        for (var i = 0; i < 2; i++) Close(meant[i].Grad!, ours[i].Grad!, tolerance);
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
        Assert.Equal(expected.DType, actual.DType);
        Assert.True(
            Tensor.AllClose(expected.To(DType.Float64), actual.To(DType.Float64), tolerance, tolerance, equalNan: true), $"{expected.Shape} {expected.DType}");
    }
}
