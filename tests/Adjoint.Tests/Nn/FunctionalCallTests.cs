using Adjoint.Nn;
using static Adjoint.Autograd;

namespace Adjoint.Tests.Nn;

public class FunctionalCallTests
{
    static readonly Tensor s_x = Tensor.Linspace(-1, 1, 8, DType.Float64).Reshape(4, 2);

    static Sequential Model() => new(new Linear(2, 3, dtype: DType.Float64), new Tanh(), new Linear(3, 1, dtype: DType.Float64));

    static Dictionary<string, Tensor> Others(Sequential model) => model.NamedParameters().ToDictionary(named => named.Name, named =>
    {
        var other = named.Parameter.Detach() * 0.5 + 0.1;
        other.RequiresGrad = true;
        return other;
    });

    [Fact]
    public void ComputesWithTheNumbersGivenAndGradientsFlowToThem()
    {
        var (model, twin) = (Model(), Model());
        var others = Others(model);
        twin.LoadStateDict(others);
        var before = model.StateDict().Values.Select(tensor => tensor.Clone()).ToArray();

        var result = model.FunctionalCall(others, s_x);
        Assert.Equal(twin.Call(s_x).ToArray<double>(), result.ToArray<double>());
        result.Sum().Backward();
        twin.Call(s_x).Sum().Backward();
        foreach (var (name, parameter) in twin.NamedParameters()) Assert.Equal(parameter.Grad!.ToArray<double>(), others[name].Grad!.ToArray<double>());

        Assert.Equal(before.Select(tensor => tensor.ToArray<double>()), model.StateDict().Values.Select(tensor => tensor.ToArray<double>()));
        Assert.All(model.Parameters(), parameter => Assert.True(parameter is { RequiresGrad: true, IsLeaf: true, Grad: null }));
        model.Call(s_x).Sum().Backward();
        Assert.All(model.Parameters(), parameter => Assert.NotNull(parameter.Grad));
    }

    [Fact]
    public void AStepOfLearningCanBeDifferentiated()
    {
        var model = Model();
        var target = s_x.Sum(dim: 1, keepDim: true);
        Tensor LossAfterAStep(Tensor weight)
        {
            using var mode = EnableGrad(); // differences are taken without
            if (!weight.RequiresGrad) weight = new Parameter(weight);
            var fast = new Dictionary<string, Tensor> { ["0.weight"] = weight };
            var gradient = Grad((model.FunctionalCall(fast, s_x) - target).Square().Sum(), weight, createGraph: true);
            fast["0.weight"] = weight - 0.1 * gradient;
            return (model.FunctionalCall(fast, s_x) - target).Square().Sum();
        }
        GradCheck(LossAfterAStep, Tensor.Linspace(-0.5, 0.5, 6, DType.Float64).Reshape(3, 2));
    }

    [Fact]
    public void BuffersAreReplacedAsWell()
    {
        var model = new BatchNorm1d(2, dtype: DType.Float64).Eval();
        var result = model.FunctionalCall(new Dictionary<string, Tensor> { ["running_mean"] = Tensor.Ones([2], DType.Float64) }, s_x);
        Assert.Equal(model.Call(s_x - 1).ToArray<double>(), result.ToArray<double>());
        Assert.Equal([0.0, 0], model.StateDict()["running_mean"].ToArray<double>());
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndAnExceptionPutsTheMembersBack()
    {
        var model = Model();
        Assert.Contains("'weight'",
            Assert.Throws<ArgumentException>(() => model.FunctionalCall(new Dictionary<string, Tensor> { ["weight"] = s_x }, s_x)).Message);
        Assert.Contains("[4, 2]",
            Assert.Throws<ArgumentException>(() => model.FunctionalCall(new Dictionary<string, Tensor> { ["0.weight"] = s_x }, s_x)).Message);
        var before = model.Call(s_x).ToArray<double>();
        Assert.Throws<ArgumentException>(() => model.FunctionalCall(Others(model), s_x.T));
        Assert.Equal(before, model.Call(s_x).ToArray<double>());
    }

    [Fact]
    public void AComputedWeightMayBeUsedSeveralTimesBeforeTheBackwardPass()
    {
        var layer = WeightNorm.Apply(new Linear(2, 2, dtype: DType.Float64));
        layer.Call(layer.Call(s_x)).Sum().Backward();
        var twice = layer.Parameters().Select(parameter => parameter.Grad!.ToArray<double>()).ToArray();
        foreach (var (parameter, gradient) in layer.Parameters().Zip(twice))
        {
            GradCheck(value =>
            {
                var numbers = new Dictionary<string, Tensor>
                {
                    [layer.NamedParameters().First(named => ReferenceEquals(named.Parameter, parameter)).Name] = value,
                };
                return layer.FunctionalCall(numbers, layer.FunctionalCall(numbers, s_x)).Sum();
            }, parameter.Detach());
            Assert.Contains(gradient, number => number != 0);
        }
    }
}
