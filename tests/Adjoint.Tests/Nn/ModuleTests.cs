using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public class ModuleTests
{
    [Fact]
    public void ParametersAreNamedAfterTheMembersInSnakeCase() => Assert.Equal(
        ["fc1.weight", "fc1.bias", "last_layer.weight"], new TwoLayers().NamedParameters().Select(p => p.Name));

    [Fact]
    public void AnInheritingModuleHasTheMembersOfBothClasses() => Assert.Equal(
        ["gain", "fc1.weight", "fc1.bias", "last_layer.weight"], new Scaled().NamedParameters().Select(p => p.Name));

    [Fact]
    public void AGenericModuleHasItsMembers() => Assert.Equal(
        ["inner.weight", "inner.bias"], new Residual<Linear>(new(2, 2)).NamedParameters().Select(p => p.Name));

    [Fact]
    public void AParameterAssignedLaterTakesThePlaceOfTheFirst()
    {
        var module = new Scaled();
        var late = new Parameter(Tensor.Zeros([1]));
        module.Scale = late;
        Assert.Contains(module.Parameters(), parameter => ReferenceEquals(parameter, late));
        Assert.Equal(4, module.Parameters().Count());
    }

    [Fact]
    public void ASharedParameterIsListedOnceAndSavedUnderBothNames()
    {
        var module = new Tied();
        Assert.Equal(["encode.weight"], module.NamedParameters().Select(p => p.Name));
        Assert.Equal(["encode.weight", "decode.weight"], module.StateDict().Keys);
    }

    [Fact]
    public void WithoutRecursionOnlyTheModulesOwnMembersAreListed()
    {
        var module = new Scaled();
        Assert.Equal(["gain"], module.NamedParameters(recurse: false).Select(p => p.Name));
        Assert.Equal(["running_mean", "scratch"], module.NamedBuffers(recurse: false).Select(b => b.Name));
    }

    [Fact]
    public void NamedModulesBeginWithTheModuleItself()
    {
        var model = new Sequential(new TwoLayers(), new ReLU());
        Assert.Equal(["", "0", "0.fc1", "0.last_layer", "1"], model.NamedModules().Select(m => m.Name));
        Assert.Equal(["0", "1"], model.NamedChildren().Select(m => m.Name));
    }

    [Fact]
    public void ApplyReachesChildrenBeforeTheirParent()
    {
        var order = new List<string>();
        new Sequential(new Linear(1, 1), new Tanh()).Apply(module => order.Add(module.GetType().Name));
        Assert.Equal(["Linear", "Tanh", "Sequential"], order);
    }

    [Fact]
    public void EvalReachesEveryModuleAndReturnsTheModelAsItIs()
    {
        Sequential model = new Sequential(new TwoLayers()).Eval();
        Assert.All(model.Modules(), module => Assert.False(module.Training));
        Assert.All(model.Train().Modules(), module => Assert.True(module.Training));
    }

    [Fact]
    public void ToConvertsFloatingPointMembersAndTheirGradientsAndKeepsTheObjects()
    {
        var model = new TwoLayers { Scratch = Tensor.Zeros([1], DType.Int64) };
        var weight = model.Fc1.Weight;
        model.Call(Tensor.Ones([1, 2])).Sum().Backward();
        model.To(DType.Float64);
        Assert.Same(weight, model.Fc1.Weight);
        Assert.Equal(DType.Float64, weight.DType);
        Assert.Equal(DType.Float64, weight.Grad!.DType);
        Assert.Equal(DType.Float64, model.RunningMean.DType);
        Assert.Equal(DType.Int64, model.Scratch.DType);
        Assert.True(weight.RequiresGrad);
        Assert.Throws<ArgumentException>(() => model.To(DType.Int32));
    }

    [Fact]
    public void RequiresGradFreezesAndThaws()
    {
        var model = new TwoLayers().RequiresGrad(false);
        Assert.False(model.Call(Tensor.Ones([1, 2])).RequiresGrad);
        Assert.True(model.RequiresGrad().Call(Tensor.Ones([1, 2])).RequiresGrad);
    }

    [Fact]
    public void ZeroGradClearsOrZeroesGradients()
    {
        var model = new TwoLayers();
        model.Call(Tensor.Ones([1, 2])).Sum().Backward();
        model.ZeroGrad(setToNull: false);
        Assert.Equal(0, model.LastLayer.Weight.Grad!.Abs().Sum().Item());
        model.ZeroGrad();
        Assert.Null(model.LastLayer.Weight.Grad);
    }

    [Fact]
    public void AModelPrintsAsATreeLikePyTorch() => Assert.Equal(
        """
        Sequential(
          (0): TwoLayers(
            (fc1): Linear(in_features=2, out_features=3, bias=True)
            (last_layer): Linear(in_features=3, out_features=1, bias=False)
          )
          (act): Tanh()
          (2): Residual(
            (inner): Flatten(start_dim=1, end_dim=-1)
          )
        )
        """,
        new Sequential { new TwoLayers(), { "act", new Tanh() }, new Residual<Flatten>(new()) }.ToString());

    [Fact]
    public void AModuleThatContainsItselfIsReportedAndDoesNotRunForEver()
    {
        var module = new Endless();
        module.Next = new Sequential(module);
        Assert.Equal("Endless(\n  (next): Sequential(\n    (0): Endless(...)\n  )\n)", module.ToString());
        Assert.Equal(2, module.Modules().Count());
        Assert.Contains("[NotState]", Assert.Throws<InvalidOperationException>(module.StateDict).Message);
        Assert.Throws<InvalidOperationException>(() => module.Apply(_ => { }));
    }

    [Fact]
    public void AParameterSharesTheMemoryOfItsTensorAndIsALeaf()
    {
        var tensor = Tensor.Ones([2]);
        var parameter = new Parameter(tensor);
        tensor.Fill(3);
        Assert.Equal(6, parameter.Sum().Item());
        Assert.True(parameter is { IsLeaf: true, RequiresGrad: true });
        Assert.False(new Parameter(tensor, requiresGrad: false).RequiresGrad);
        Assert.Equal("Parameter containing:\ntensor([3., 3.], requires_grad=True)", parameter.ToString());
    }
}
