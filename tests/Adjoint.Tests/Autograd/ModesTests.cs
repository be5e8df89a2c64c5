using static Adjoint.Autograd;

namespace Adjoint.Tests.Autograd;

public class ModesTests
{
    static Tensor Leaf(params double[] numbers) => Tensor.From(numbers, requiresGrad: true);

    [Fact]
    public void NothingIsRecordedInNoGradAndAgainAfterIt()
    {
        var x = Leaf(1);
        using (NoGrad())
        {
            Assert.False((x * 2).RequiresGrad);
            using (EnableGrad()) Assert.True((x * 2).RequiresGrad);
            Assert.False(IsGradEnabled);
        }
        Assert.True((x * 2).RequiresGrad);
    }

    [Fact]
    public void AModeEndsWhenAnExceptionLeavesIt()
    {
        try
        {
            using (NoGrad()) throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
        }
        Assert.True(IsGradEnabled);
    }

    [Fact]
    public void OtherThreadsAreNotConcerned()
    {
        using (NoGrad())
        {
            var seen = false;
            var thread = new Thread(() => seen = IsGradEnabled);
            thread.Start();
            thread.Join();
            Assert.True(seen);
        }
    }

    [Fact]
    public void TensorsMadeInInferenceModeStayOutOfGraphs()
    {
        Tensor x;
        using (InferenceMode()) x = Tensor.Ones([2], DType.Float64);
        Assert.True(x.IsInference);
        Assert.Throws<InvalidOperationException>(() => x.RequiresGrad = true);
        Assert.Throws<InvalidOperationException>(() => Leaf(1, 2) * x);
        x = x.Clone();
        Assert.False(x.IsInference);
        x.RequiresGrad = true;
    }

    [Fact]
    public void AnomalyNamesTheOperationAndTheCaller()
    {
        var x = Leaf(-1);
        using var scope = DetectAnomaly();
        var y = x.Sqrt() * 2;
        var error = Assert.Throws<InvalidOperationException>(() => y.Backward());
        Assert.Contains("Sqrt", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(AnomalyNamesTheOperationAndTheCaller), error.Message, StringComparison.Ordinal);
    }
}
