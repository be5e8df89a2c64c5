using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

public class OptimizerTests
{
    static Tensor Parameter(params float[] numbers)
    {
        Tensor x = numbers;
        x.RequiresGrad = true;
        return x;
    }

    static Func<IEnumerable<Tensor>, Optimizer>[] All =>
    [
        parameters => new SGD(parameters, lr: 0.1),
        parameters => new SGD(parameters, lr: 0.1, momentum: 0.9, nesterov: true),
        parameters => new Adam(parameters, lr: 0.1),
        parameters => new Adam(parameters, lr: 0.1, amsgrad: true),
    ];

    static void Step(Optimizer optimizer, Tensor[] parameters)
    {
        optimizer.ZeroGrad();
        var loss = Tensor.Zeros([]);
        foreach (var parameter in parameters) loss = loss + (parameter.Square() * (1 + parameter.Cos())).Sum();
        loss.Backward();
        optimizer.Step();
    }

    [Fact]
    public void AStateDictGoesOnWithTheSameNumbers()
    {
        foreach (var make in All)
        {
            Tensor[] parameters = [Parameter(1, -2, 3), Parameter(0.5f)];
            var optimizer = make(parameters);
            for (var i = 0; i < 3; i++) Step(optimizer, parameters);

            Tensor[] copies = Array.ConvertAll(parameters, p => Parameter(p.ToArray<float>()));
            var other = make(copies);
            other.ParameterGroups[0].Lr = 7;
            other.LoadStateDict(optimizer.StateDict());
            Assert.Equal(0.1, other.ParameterGroups[0].Lr);
            for (var i = 0; i < 4; i++)
            {
                Step(optimizer, parameters);
                Step(other, copies);
            }
            for (var p = 0; p < 2; p++) Assert.Equal(parameters[p].ToArray<float>(), copies[p].ToArray<float>());
        }
    }

    [Fact]
    public void ALoadedStateIsACopy()
    {
        Tensor[] mine = [Parameter(1, 2)], yours = [Parameter(1, 2)];
        var optimizer = new Adam(mine);
        Step(optimizer, mine);
        var before = optimizer.StateDict().State[0]["exp_avg"].ToArray<float>();
        var other = new Adam(yours);
        other.LoadStateDict(optimizer.StateDict());
        Step(other, yours);
        Assert.Equal(before, optimizer.StateDict().State[0]["exp_avg"].ToArray<float>());
    }

    [Fact]
    public void AStateDictHasPyTorchsNames()
    {
        Tensor[] parameters = [Parameter(1, 2), Parameter(3)];
        var adam = new Adam([new ParameterGroup(parameters[..1]), new ParameterGroup(parameters[1..]) { Lr = 0.5 }], amsgrad: true);
        Assert.Empty(adam.StateDict().State);
        Step(adam, parameters);
        Step(adam, parameters);
        var state = adam.StateDict();
        Assert.Equal(["step", "exp_avg", "exp_avg_sq", "max_exp_avg_sq"], state.State[1].Keys);
        Assert.Equal(2, state.State[0]["step"].Item());
        Assert.Equal([0, 1], state.ParameterGroups.SelectMany(group => group.Parameters));
        Assert.Equal([1e-3, 0.5], state.ParameterGroups.Select(group => group.Options["lr"].ToDouble()));
        var sgd = new SGD(parameters, momentum: 0.9);
        Step(sgd, parameters);
        Assert.Equal(["momentum_buffer"], sgd.StateDict().State[0].Keys);
        Assert.Equal(["lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize"], sgd.StateDict().ParameterGroups[0].Options.Keys);
    }

    [Fact]
    public void AStateDictThatDoesNotFitChangesNothing()
    {
        Tensor[] parameters = [Parameter(1, 2)], other = [Parameter(1, 2, 3)];
        var (from, to) = (new Adam(other, lr: 5), new Adam(parameters));
        Step(from, other);
        var error = Assert.Throws<InvalidOperationException>(() => to.LoadStateDict(from.StateDict()));
        Assert.Equal("Adam: exp_avg has shape [3] where the parameter has [2].", error.Message);
        Assert.Equal(1e-3, to.ParameterGroups[0].Lr);
        var two = new Adam([Parameter(1), Parameter(2)]);
        Assert.Contains("groups of 2 parameters, the optimizer of 1", Assert.Throws<InvalidOperationException>(() => to.LoadStateDict(two.StateDict())).Message);
    }

    [Fact]
    public void WithoutAGradientAParameterStaysAsItIs()
    {
        foreach (var make in All)
        {
            Tensor[] parameters = [Parameter(1, 2), Tensor.From(new[] { 3f, 4 }), Parameter(5)];
            var optimizer = make(parameters);
            for (var i = 0; i < 2; i++)
            {
                optimizer.ZeroGrad();
                (parameters[0] * parameters[1]).Sum().Backward();
                optimizer.Step();
            }
            Assert.NotEqual(1, parameters[0][0].Item());
            Assert.Equal([3f, 4], parameters[1].ToArray<float>());
            Assert.Equal([5f], parameters[2].ToArray<float>());
            Assert.DoesNotContain(1, optimizer.StateDict().State.Keys);
        }
    }

    [Fact]
    public void ZeroGradMakesGradientsNullOrZero()
    {
        var x = Parameter(1, 2);
        var optimizer = new SGD([x]);
        x.Square().Sum().Backward();
        optimizer.ZeroGrad(setToNull: false);
        Assert.Equal([0f, 0], x.Grad!.ToArray<float>());
        optimizer.ZeroGrad();
        Assert.Null(x.Grad);
    }

    [Fact]
    public void AStepIsNotRecorded()
    {
        foreach (var make in All)
        {
            var x = Parameter(1, 2);
            var optimizer = make([x]);
            var version = x.Storage.Version;
            x.Square().Sum().Backward(createGraph: true);
            optimizer.Step();
            optimizer.Step();
            Assert.True(x.IsLeaf && x.RequiresGrad);
            Assert.True(x.Storage.Version > version);
            Assert.All(optimizer.StateDict().State.Values.SelectMany(tensors => tensors.Values), tensor => Assert.False(tensor.RequiresGrad));
        }
    }

    [Fact]
    public void ABackwardPassNoticesAStep()
    {
        var x = Parameter(1, 2);
        var loss = x.Square().Sum();
        x.Sum().Backward();
        new SGD([x]).Step();
        Assert.Contains("changed in place", Assert.Throws<InvalidOperationException>(() => loss.Backward()).Message);
    }

    [Fact]
    public void AClosureComputesTheLoss()
    {
        var x = Parameter(2);
        var optimizer = new SGD([x], lr: 0.25);
        Tensor? loss;
        using (global::Adjoint.Autograd.NoGrad())
        {
            loss = optimizer.Step(() =>
            {
                optimizer.ZeroGrad();
                var value = x.Square().Sum();
                value.Backward();
                return value;
            });
        }
        Assert.Equal((4.0, 1.0), (loss!.Item(), x.Item()));
    }

    [Fact]
    public void GroupsMayBeAddedAndChanged()
    {
        Tensor a = Parameter(1), b = Parameter(1);
        var optimizer = new SGD([new ParameterGroup([a]) { Lr = 0.5 }], lr: 0.1);
        optimizer.AddParameterGroup(new([b]) { Momentum = 0.9 });
        Assert.Equal([0.5, 0.1], optimizer.ParameterGroups.Select(group => group.Lr));
        Assert.Equal([0, 0.9], optimizer.ParameterGroups.Select(group => group.Momentum));
        optimizer.ParameterGroups[1].Lr = 0.25;
        (a + b).Sum().Backward();
        optimizer.Step();
        Assert.Equal((0.5, 0.75), (a.Item(), b.Item()));
    }

    [Fact]
    public void WrongParametersAreRefused()
    {
        Tensor a = Parameter(1), b = Parameter(2);
        Assert.Contains("named twice", Assert.Throws<ArgumentException>(() => new SGD([a, a])).Message);
        Assert.Contains("SGD: a parameter is in another group already.", Assert.Throws<ArgumentException>(() => new SGD([new ParameterGroup([a, b]), new ParameterGroup([b])])).Message);
        Assert.Contains("there are none", Assert.Throws<ArgumentException>(() => new Adam(Array.Empty<Tensor>())).Message);
        Assert.Contains("there are none", Assert.Throws<ArgumentException>(() => new Adam(Array.Empty<ParameterGroup>())).Message);
        Assert.Contains("the result of Mul", Assert.Throws<ArgumentException>(() => new Adam([a * b])).Message);
        Assert.Contains("write [w]", Assert.Throws<ArgumentException>(() => new SGD(a)).Message);
        var optimizer = new SGD([a]);
        Assert.Throws<ArgumentException>(() => optimizer.AddParameterGroup(new([b, a])));
        Assert.Single(optimizer.ParameterGroups);
    }

    [Fact]
    public void WrongOptionsAreRefused()
    {
        Tensor[] x = [Parameter(1)];
        Assert.Contains("SGD: lr cannot be negative.", Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(x, lr: -1)).Message);
        Assert.Contains("SGD: momentum cannot be negative.", Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(x, momentum: -0.1)).Message);
        Assert.Contains("SGD: weight_decay cannot be negative.", Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(x, weightDecay: -1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(x, lr: double.NaN));
        Assert.Equal("SGD: nesterov needs momentum, and no dampening.", Assert.Throws<ArgumentException>(() => new SGD(x, nesterov: true)).Message);
        Assert.Throws<ArgumentException>(() => new SGD(x, momentum: 0.9, dampening: 0.1, nesterov: true));
        Assert.Contains("Adam: lr cannot be negative.", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(x, lr: -1)).Message);
        Assert.Contains("Adam: eps cannot be negative.", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(x, eps: -1)).Message);
        Assert.Contains("betas lie between 0 and 1, below 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(x, betas: (0.9, 1))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(x, betas: (-0.1, 0.9)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([new ParameterGroup(x) { Lr = -1 }]));
        Assert.Contains("Adam: no option is called 'momentum'", Assert.Throws<ArgumentException>(() => new Adam([new ParameterGroup(x) { Momentum = 0.9 }])).Message);
    }

    [Fact]
    public void AGradientOfAnEarlierParameterIsRefused()
    {
        var x = Parameter(1, 2);
        x.Sum().Backward();
        x.Data = Tensor.From(new[] { 1f, 2, 3 });
        Assert.Contains("Float32[3], but its gradient is Float32[2]", Assert.Throws<InvalidOperationException>(() => new SGD([x]).Step()).Message);
    }
}
