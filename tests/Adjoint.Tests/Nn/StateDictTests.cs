using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public class StateDictTests
{
    [Fact]
    public void ItHoldsParametersThenBuffersThenChildrenWithoutWhatIsNotPersistent() => Assert.Equal(
        ["gain", "running_mean", "fc1.weight", "fc1.bias", "last_layer.weight"], new Scaled().StateDict().Keys);

    [Fact]
    public void ItsTensorsShareMemoryAndHaveNoHistory()
    {
        var module = new Scaled();
        foreach (var (name, tensor) in module.StateDict())
        {
            Assert.False(tensor.RequiresGrad, name);
            tensor.Fill(7);
        }
        Assert.Equal(7, module.Scale.Item());
        Assert.Equal(21, module.RunningMean.Sum().Item());
    }

    [Fact]
    public void LoadingGivesAnotherModuleTheSameNumbersInItsOwnMemory()
    {
        TwoLayers a = new(), b = new();
        b.LoadStateDict(a.StateDict());
        Assert.Equal(a.Fc1.Weight.ToArray<float>(), b.Fc1.Weight.ToArray<float>());
        a.Fc1.Weight.Data.Zero();
        Assert.NotEqual(0, b.Fc1.Weight.Detach().Abs().Sum().Item());
    }

    [Fact]
    public void LoadingConvertsToTheModulesType()
    {
        var a = new Linear(2, 1);
        var b = new Linear(2, 1, dtype: DType.Float64);
        b.LoadStateDict(a.StateDict());
        Assert.Equal(DType.Float64, b.Weight.DType);
        Assert.Equal(a.Weight.ToArray<double>(), b.Weight.ToArray<double>());
    }

    [Fact]
    public void StrictLoadingNamesEverythingThatDoesNotFitAndChangesNothing()
    {
        var module = new Sequential(new Linear(2, 2), new Linear(2, 1));
        var before = module.StateDict()["0.bias"].ToArray<float>();
        var state = new StateDict
        {
            ["0.weight"] = Tensor.Ones([3, 2]),
            ["0.bias"] = Tensor.Ones([2]),
            ["1.weight"] = Tensor.Ones([1, 2]),
            ["2.weight"] = Tensor.Ones([1]),
        };
        var message = Assert.Throws<InvalidOperationException>(() => module.LoadStateDict(state)).Message;
        Assert.Contains("missing: 1.bias", message);
        Assert.Contains("unexpected: 2.weight", message);
        Assert.Contains("0.weight has shape [3, 2] where the module has [2, 2]", message);
        Assert.Equal(before, module.StateDict()["0.bias"].ToArray<float>());
    }

    [Fact]
    public void OtherwiseWhatDoesNotFitIsLeftOutAndReported()
    {
        var module = new Linear(2, 1);
        var (missing, unexpected) = module.LoadStateDict(
            new Dictionary<string, Tensor> { ["weight"] = Tensor.Ones([1, 2]), ["gain"] = 1f }, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["gain"], unexpected);
        Assert.Equal(2, module.Weight.Detach().Sum().Item());
        Assert.Throws<InvalidOperationException>(() =>
            module.LoadStateDict(new Dictionary<string, Tensor> { ["weight"] = Tensor.Ones([2, 2]) }, strict: false));
    }

    [Fact]
    public void LoadingIsSeenByABackwardPassThatNeededTheOldNumbers()
    {
        var module = new Linear(2, 1);
        var x = Tensor.Ones([1, 2], requiresGrad: true);
        var y = module.Call(x).Sum();
        module.LoadStateDict(module.StateDict());
        Assert.Throws<InvalidOperationException>(() => y.Backward());
    }
}
