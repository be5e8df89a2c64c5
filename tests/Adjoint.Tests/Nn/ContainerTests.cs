using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public class ContainerTests
{
    sealed class Times(double factor) : Module
    {
        protected override Tensor Forward(Tensor x) => x * factor;
    }

    [Fact]
    public void SequentialCallsOneModuleAfterTheOther() =>
        Assert.Equal(30, new Sequential(new Times(2), new Times(5), new Times(3)).Call(1f).Item());

    [Fact]
    public void AnEmptySequentialHandsItsInputThrough() => Assert.Equal(4, new Sequential().Call(4f).Item());

    [Fact]
    public void SequentialIsAListThatCanBeSlicedAndChanged()
    {
        Module two = new Times(2), five = new Times(5);
        var model = new Sequential { two, five, new Times(3) };
        Assert.Equal(3, model.Count);
        Assert.Same(five, model[1]);
        Assert.Equal(15, model[1..].Call(1f).Item());
        model[^1] = two;
        Assert.Equal([two, five, two], model);
        Assert.Equal(["0", "1"], model.NamedChildren().Select(child => child.Name));
    }

    [Fact]
    public void ModulesCanHaveNamesOfTheirOwnWithoutDots()
    {
        var model = new Sequential { { "fc", new Linear(1, 1) }, new ReLU() };
        Assert.Equal(["fc.weight", "fc.bias"], model.StateDict().Keys);
        Assert.Throws<ArgumentException>(() => model.Add("a.b", new ReLU()));
        Assert.Throws<ArgumentException>(() => model.Add("fc", new ReLU()));
        Assert.Throws<ArgumentNullException>(() => model.Add(null!));
    }

    [Fact]
    public void AModuleListNumbersItsModules()
    {
        var list = new ModuleList<Linear> { new(1, 2), new(2, 3) };
        list.Insert(0, new(1, 1));
        Assert.Equal(["0", "1", "2"], list.NamedChildren().Select(child => child.Name));
        Assert.Equal([1L, 2, 3], list.Select(layer => layer.OutFeatures));
        Assert.Equal(6, list.Parameters().Count());
        list.RemoveAt(0);
        Assert.Equal("ModuleList(\n  (0): Linear(in_features=1, out_features=2, bias=True)\n  (1): Linear(in_features=2, out_features=3, bias=True)\n)",
            list.ToString());
    }

    [Fact]
    public void AModuleDictNamesItsModulesByTheirKeysInOrder()
    {
        var dict = new ModuleDict { ["right"] = new Linear(1, 1), ["left"] = new ReLU() };
        dict.Add("up", new Linear(1, 1, bias: false));
        Assert.Equal(["right.weight", "right.bias", "up.weight"], dict.StateDict().Keys);
        Assert.IsType<ReLU>(dict["left"]);
        Assert.True(dict.Remove("right"));
        Assert.Equal(["left", "up"], dict.Keys);
        Assert.Throws<ArgumentException>(() => dict["a.b"] = new ReLU());
    }
}
