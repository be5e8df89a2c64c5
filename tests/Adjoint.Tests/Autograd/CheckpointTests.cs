namespace Adjoint.Tests.Autograd;

public class CheckpointTests
{
    static Tensor Leaf(params double[] numbers) => Tensor.From(numbers, requiresGrad: true);

    [Fact]
    public void GradientsAreThoseOfThePlainComputation()
    {
        Tensor x = Leaf(0.5, -1), w = Leaf(2, 3);
        Tensor Block(Tensor t) => (t * w).Sin() * t;
        Block(Block(x)).Sum().Backward();
        var (expectedX, expectedW) = (x.Grad!.ToArray<double>(), w.Grad!.ToArray<double>());
        x.Grad = w.Grad = null;
        Adjoint.Autograd.Checkpoint(Block, Adjoint.Autograd.Checkpoint(Block, x)).Sum().Backward();
        Assert.Equal(expectedX, x.Grad!.ToArray<double>());
        Assert.Equal(expectedW, w.Grad!.ToArray<double>());
    }

    [Fact]
    public void ParametersGetGradientsWhenTheInputNeedsNone()
    {
        Tensor x = Tensor.From([2.0]), w = Leaf(3);
        Adjoint.Autograd.Checkpoint(t => t * w, x).Backward();
        Assert.Equal(2, w.Grad!.Item());
    }

    [Fact]
    public void TheFunctionRunsAgainInTheBackwardPassOnly()
    {
        var calls = 0;
        var x = Leaf(2);
        var y = Adjoint.Autograd.Checkpoint(t =>
        {
            calls++;
            return t * t;
        }, x);
        Assert.Equal((1, "Checkpoint"), (calls, y.GradFn));
        y.Backward();
        Assert.Equal((2, 4.0), (calls, x.Grad!.Item()));
        using (Adjoint.Autograd.NoGrad()) Assert.Null(Adjoint.Autograd.Checkpoint(t => t * t, x).GradFn);
    }

    [Fact]
    public void GradAndSecondDerivativesGoThrough()
    {
        Tensor x = Leaf(2), w = Leaf(5);
        var y = Adjoint.Autograd.Checkpoint(t => t.Pow(3) * w, x * 1.0);
        var first = Adjoint.Autograd.Grad(y, x, createGraph: true);
        Assert.Equal(60, first.Item());
        Assert.Null(w.Grad);
        Assert.Equal(60, Adjoint.Autograd.Grad(first, x).Item());
    }

    [Fact]
    public void TheSameRandomNumbersAreDrawnAgain()
    {
        var x = Tensor.Ones([100], DType.Float64, requiresGrad: true);
        var y = Adjoint.Autograd.Checkpoint(t => t.Dropout(0.5), x);
        var later = Tensor.Rand([3]).ToArray<float>();
        y.Backward(Tensor.OnesLike(y));
        Assert.Equal(y.ToArray<double>(), x.Grad!.ToArray<double>());
        Assert.NotEqual(later, Tensor.Rand([3]).ToArray<float>());
    }

    [Fact]
    public void NothingThatTheFunctionSavesIsKept()
    {
        var x = Tensor.Ones([10], DType.Float64, requiresGrad: true);
        var saved = new List<WeakReference>();
        var y = Adjoint.Autograd.Checkpoint(t =>
        {
            for (var i = 0; i < 20; i++)
            {
                t = t.Sin();
                saved.Add(new(t));
            }
            return t * 2;
        }, x);
        GC.Collect();
        Assert.Equal(0, saved.Count(reference => reference.IsAlive));
        y.Sum().Backward();
        Assert.NotNull(x.Grad);
    }
}
