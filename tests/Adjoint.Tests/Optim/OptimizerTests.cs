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
        parameters => new AdamW(parameters, lr: 0.1),
        parameters => new AdamW(parameters, lr: 0.1, amsgrad: true),
        parameters => new Adamax(parameters, lr: 0.1),
        parameters => new NAdam(parameters, lr: 0.1),
        parameters => new NAdam(parameters, lr: 0.1, weightDecay: 0.1, decoupledWeightDecay: true),
        parameters => new RAdam(parameters, lr: 0.1),
        parameters => new Adagrad(parameters, lr: 0.1, lrDecay: 0.1),
        parameters => new Adadelta(parameters, lr: 10),
        parameters => new ASGD(parameters, lr: 0.1, t0: 2),
        parameters => new RMSprop(parameters, lr: 0.1),
        parameters => new RMSprop(parameters, lr: 0.1, momentum: 0.9),
        parameters => new RMSprop(parameters, lr: 0.1, centered: true, momentum: 0.9),
        parameters => new Rprop(parameters, lr: 0.1),
        parameters => new Lion(parameters, lr: 0.1, weightDecay: 0.1),
        parameters => new LAMB(parameters, lr: 0.1),
        parameters => new Adafactor(parameters, lr: 0.1),
        parameters => new SparseAdam(parameters, lr: 0.1),
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
            Assert.Equal(optimizer.ParameterGroups[0].Lr, other.ParameterGroups[0].Lr);
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
        Assert.Contains("groups of 2 parameters, the optimizer of 1",
            Assert.Throws<InvalidOperationException>(() => to.LoadStateDict(two.StateDict())).Message);
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
    public void DecoupledDecayIsPastTheGradient()
    {
        foreach (var make in (Func<Tensor[], double, bool, Optimizer>[])[
            (p, decay, isDecoupled) => new NAdam(p, 0.1, weightDecay: decay, decoupledWeightDecay: isDecoupled),
            (p, decay, isDecoupled) => new RAdam(p, 0.1, weightDecay: decay, decoupledWeightDecay: isDecoupled)])
        {
            Tensor[] plain = [Parameter(1, -2)], decayed = [Parameter(1, -2)];
            plain[0].Grad = decayed[0].Grad = Tensor.From(new[] { 0.5f, 0.25f });
            make(plain, 0, false).Step();
            make(decayed, 0.5, true).Step();
            Assert.Equal(1 - 0.05 * 1, 1 + decayed[0][0].Item() - plain[0][0].Item(), 1e-6);
            Assert.Equal(-2 + 0.05 * 2, -2 + decayed[0][1].Item() - plain[0][1].Item(), 1e-6);
        }
    }

    [Fact]
    public void OneBatchStepsParametersOfAllKinds()
    {
        foreach (var make in All)
        {
            Tensor[] Make(DType dtype) => [.. Enumerable.Range(0, 60).Select(i =>
            {
                var x = Tensor.Arange(1 + i * i * 37 % 5000).To(DType.Float64).Sin().To(i % 7 == 3 ? dtype : DType.Float64);
                if (i % 5 == 4) x = x.Reshape(-1, 1).Repeat(1, 3).T;
                x = x.Detach();
                x.RequiresGrad = true;
                x.Grad = x.Detach().Cos() + i;
                return x;
            })];
            Tensor[] together = Make(DType.Float32), alone = Make(DType.Float32);
            var optimizer = make(together);
            var each = Array.ConvertAll(alone, x => make([x]));
            for (var step = 0; step < 3; step++)
            {
                optimizer.Step();
                foreach (var one in each) one.Step();
            }
            foreach (var (a, b) in together.Zip(alone)) Assert.Equal(b.ToArray<double>(), a.ToArray<double>());
        }
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        Tensor[] parameters = [Parameter(1, 2), Parameter(3)];
        foreach (var parameter in parameters) parameter.Grad = Tensor.OnesLike(parameter);
        foreach (var make in All)
        {
            var optimizer = make(parameters);
            for (var i = 0; i < 50; i++) optimizer.Step();
            Assert.Equal(0, Allocations.Of(10, optimizer.Step));
        }
    }

    [Fact]
    public void LbfgsGoesOnFromItsState()
    {
        foreach (var search in (LineSearch[])[LineSearch.None, LineSearch.StrongWolfe])
        {
            Tensor Loss(Optimizer optimizer, Tensor[] x)
            {
                optimizer.ZeroGrad();
                var loss = (x[0].Square() * x[0].Square()).Sum() + (x[0].Sum() - 3 * x[1].Sum()).Square() + x[1].Cos().Sum();
                loss.Backward();
                return loss;
            }
            Tensor[] mine = [Parameter(1, -2, 3), Parameter(0.5f)], yours = [Parameter(0, 0, 0), Parameter(0)];
            LBFGS first = new(mine, maxIter: 3, lineSearch: search), second = new(yours, lineSearch: search);
            Assert.Empty(first.StateDict().State);
            for (var i = 0; i < 3; i++) first.Step(() => Loss(first, mine));
            for (var p = 0; p < 2; p++) yours[p].Data = mine[p].Clone().Detach();
            second.LoadStateDict(first.StateDict());
            for (var i = 0; i < 2; i++) Assert.Equal(first.Step(() => Loss(first, mine))!.Item(), second.Step(() => Loss(second, yours))!.Item());
            Assert.Equal(mine[0].ToArray<float>(), yours[0].ToArray<float>());
            Assert.Contains("closure", Assert.Throws<InvalidOperationException>(first.Step).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => first.AddParameterGroup(new([Parameter(1)])));
        }
    }

    [Fact]
    public void WrongParametersAreRefused()
    {
        Tensor a = Parameter(1), b = Parameter(2);
        Assert.Contains("named twice", Assert.Throws<ArgumentException>(() => new SGD([a, a])).Message);
        Assert.Contains("SGD: a parameter is in another group already.",
            Assert.Throws<ArgumentException>(() => new SGD([new ParameterGroup([a, b]), new ParameterGroup([b])])).Message);
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
        Assert.Contains("AdamW: betas lie", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(x, betas: (0.9, 1))).Message);
        Assert.Contains("Adadelta: rho lies between 0 and 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta(x, rho: 1.5)).Message);
        Assert.Contains("Adagrad: lr_decay cannot be negative.", Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad(x, lrDecay: -1)).Message);
        Assert.Contains("RMSprop: alpha cannot be negative.", Assert.Throws<ArgumentOutOfRangeException>(() => new RMSprop(x, alpha: -1)).Message);
        Assert.Contains("Rprop: the first eta", Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop(x, etas: (0.5, 0.9))).Message);
        Assert.Contains("ASGD: lambd", Assert.Throws<ArgumentOutOfRangeException>(() => new ASGD(x, lambd: double.NaN)).Message);
        Assert.Contains("NAdam: momentum_decay", Assert.Throws<ArgumentOutOfRangeException>(() => new NAdam(x, momentumDecay: -1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([new ParameterGroup(x) { Lr = -1 }]));
        Assert.Contains("Adam: no option is called 'momentum'",
            Assert.Throws<ArgumentException>(() => new Adam([new ParameterGroup(x) { Momentum = 0.9 }])).Message);
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
