using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

/// <summary>A state that says something impossible is refused, and nothing of it is taken.</summary>
public class LoadedOptionsTests
{
    static Tensor Parameter(params float[] numbers) => Tensor.From(numbers, requiresGrad: true);

    static Func<Optimizer>[] All =>
    [
        () => new SGD([Parameter(1, 2)], momentum: 0.9), () => new Adam([Parameter(1, 2)]), () => new AdamW([Parameter(1, 2)]),
        () => new Adamax([Parameter(1, 2)]), () => new NAdam([Parameter(1, 2)]), () => new RAdam([Parameter(1, 2)]),
        () => new Adagrad([Parameter(1, 2)]), () => new Adadelta([Parameter(1, 2)]), () => new ASGD([Parameter(1, 2)]),
        () => new RMSprop([Parameter(1, 2)]), () => new Rprop([Parameter(1, 2)]), () => new Lion([Parameter(1, 2)]),
        () => new LAMB([Parameter(1, 2)]), () => new Adafactor([Parameter(1, 2)]), () => new SparseAdam([Parameter(1, 2)]),
        () => new LBFGS([Parameter(1, 2)]), () => new Muon([Tensor.Ones([2, 2], requiresGrad: true)]),
    ];

    static OptimizerState With(Optimizer optimizer, params (string Name, Scalar Value)[] options)
    {
        var state = optimizer.StateDict();
        var changed = new OrderedDictionary<string, Scalar>(state.ParameterGroups[0].Options);
        foreach (var (name, value) in options) changed[name] = value;
        return state with { ParameterGroups = [state.ParameterGroups[0] with { Options = changed }] };
    }

    static void Refuses(Optimizer optimizer, string says, params (string Name, Scalar Value)[] options)
    {
        var state = With(optimizer, options);
        var before = optimizer.ParameterGroups[0].Options.ToArray();
        var error = Assert.Throws<InvalidOperationException>(() => optimizer.LoadStateDict(state));
        Assert.StartsWith($"{optimizer.GetType().Name}: ", error.Message);
        Assert.Contains(says, error.Message);
        Assert.Equal(before, optimizer.ParameterGroups[0].Options);
    }

    [Fact]
    public void EveryOptimizerRefusesImpossibleOptions()
    {
        foreach (var optimizer in All.Select(make => make()))
        {
            Refuses(optimizer, "lr cannot be negative", ("lr", -1));
            Refuses(optimizer, "lr cannot be negative", ("lr", double.NaN));
            Refuses(optimizer, "'lr' is a number, and the state dict has ", ("lr", true));
            Refuses(optimizer, "no option is called 'speed'; there are lr", ("lr", 5), ("speed", 1));
            foreach (var (name, value) in optimizer.ParameterGroups[0].Options)
                Refuses(optimizer, $"the option '{name}'", ("lr", 5), (name, value.IsBool ? 1 : true));
            optimizer.LoadStateDict(With(optimizer, ("lr", 5), ("foreach", false), ("initial_lr", 6)));
            Assert.Equal((5, 6), (optimizer.ParameterGroups[0].Lr, optimizer.ParameterGroups[0]["initial_lr"].ToDouble()));
        }
        Assert.Equal(
            All.Select(make => make().GetType()).Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
            typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract)
                .Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))));
    }

    [Fact]
    public void WhatOneOptimizerChecksHoldsForFilesToo()
    {
        Refuses(new SGD([Parameter(1)]), "nesterov needs momentum", ("nesterov", true));
        Refuses(new Adam([Parameter(1)]), "betas lie between", ("lr", 5), ("betas.1", 1.5));
        Refuses(new Adam([Parameter(1)]), "decoupled_weight_decay", ("decoupled_weight_decay", true));
        Refuses(new Rprop([Parameter(1)]), "eta", ("etas.0", 2));
        Refuses(new LBFGS([Parameter(1)]), "max_iter", ("max_iter", -1));
        new AdamW([Parameter(1)]).LoadStateDict(With(new AdamW([Parameter(1)]), ("decoupled_weight_decay", true)));
        new Adafactor([Parameter(1)]).LoadStateDict(With(new Adafactor([Parameter(1)], eps: (1e-9, 1e-3)), ("lr", 1)));
    }

    static (Func<Optimizer> Make, string Option, double Value)[] Impossible =>
    [
        (() => new SGD([Parameter(1)]), "momentum", -0.1), (() => new SGD([Parameter(1)]), "weight_decay", -1),
        (() => new Adam([Parameter(1)]), "eps", -1), (() => new Adam([Parameter(1)]), "betas.0", 1),
        (() => new Lion([Parameter(1)]), "betas.1", -0.1), (() => new LAMB([Parameter(1)]), "betas.1", double.NaN),
        (() => new RMSprop([Parameter(1)]), "momentum", -1), (() => new RMSprop([Parameter(1)]), "alpha", -1),
        (() => new NAdam([Parameter(1)]), "momentum_decay", double.NaN), (() => new Adagrad([Parameter(1)]), "lr_decay", -1),
        (() => new Adagrad([Parameter(1)]), "initial_accumulator_value", -1), (() => new Adadelta([Parameter(1)]), "rho", 1.5),
        (() => new Adadelta([Parameter(1)]), "rho", -0.5), (() => new ASGD([Parameter(1)]), "lambd", double.NaN),
        (() => new ASGD([Parameter(1)]), "t0", double.NaN), (() => new ASGD([Parameter(1)]), "alpha", double.NaN),
        (() => new Adafactor([Parameter(1)]), "d", 0.5), (() => new Adafactor([Parameter(1)]), "beta2_decay", 0.1),
        (() => new Adafactor([Parameter(1)]), "eps.1", -1), (() => new Adafactor([Parameter(1)], eps: (1e-9, 1e-3)), "eps.0", -1),
        (() => new Rprop([Parameter(1)]), "etas.1", 1), (() => new LBFGS([Parameter(1)]), "history_size", -1),
        (() => new Muon([Tensor.Ones([2, 2], requiresGrad: true)]), "momentum", -1),
        (() => new Muon([Tensor.Ones([2, 2], requiresGrad: true)]), "ns_steps", -1),
    ];

    [Fact]
    public void OptionsHaveTheirBounds()
    {
        foreach (var (make, option, value) in Impossible) Refuses(make(), "are impossible", ("lr", 5), (option, value));
    }

    [Fact]
    public void StepsAreNumbersThatCanBe()
    {
        var x = Parameter(1, 2);
        var adam = new Adam([x]);
        x.Sum().Backward();
        adam.Step();
        var state = adam.StateDict();
        foreach (var step in (Tensor[])[Tensor.From(-1.0), Tensor.From(double.NaN), Tensor.Ones([2])])
        {
            var wrong = new OrderedDictionary<string, Tensor>(state.State[0]) { ["step"] = step };
            var error = Assert.Throws<InvalidOperationException>(() => adam.LoadStateDict(
                With(adam, ("lr", 5)) with { State = new Dictionary<int, IReadOnlyDictionary<string, Tensor>> { [0] = wrong } }));
            Assert.StartsWith("Adam: step is no number that can be", error.Message);
            Assert.Equal(1e-3, adam.ParameterGroups[0].Lr);
        }
    }

    [Fact]
    public void ALoadedHistoryIsOfAllParameters()
    {
        var lbfgs = new LBFGS([Parameter(1, 2), Parameter(3)]);
        var d = new Dictionary<string, Tensor> { ["d"] = Tensor.Ones([2]), ["n_iter"] = Tensor.From(3.0) };
        var state = With(lbfgs, ("lr", 5)) with { State = new Dictionary<int, IReadOnlyDictionary<string, Tensor>> { [0] = d } };
        Assert.StartsWith("LBFGS: d has shape [2]", Assert.Throws<InvalidOperationException>(() => lbfgs.LoadStateDict(state)).Message);
        Assert.Equal(1, lbfgs.ParameterGroups[0].Lr);
    }

    static SGD Sgd => new([Parameter(1)], lr: 0.1, momentum: 0.9);

    static (IStateful Of, string Name, object Value)[] Wrong =>
    [
        (new StepLR(Sgd, 2), "step_size", 0), (new StepLR(Sgd, 2), "step_size", 1.5), (new StepLR(Sgd, 2), "last_epoch", -2),
        (new StepLR(Sgd, 2), "_step_count", -1), (new ConstantLR(Sgd), "factor", 2.0), (new LinearLR(Sgd), "start_factor", -1.0),
        (new LinearLR(Sgd), "end_factor", double.NaN), (new CosineAnnealingLR(Sgd, 3), "T_max", 0),
        (new CosineAnnealingWarmRestarts(Sgd, 3), "T_0", 0), (new CosineAnnealingWarmRestarts(Sgd, 3), "T_i", 0.0),
        (new CosineAnnealingWarmRestarts(Sgd, 3), "T_mult", 0), (new PolynomialLR(Sgd), "total_iters", 0),
        (new OneCycleLR(Sgd, 1, 9), "total_steps", 0), (new OneCycleLR(Sgd, 1, 9), "pct_start", 2.0),
        (new CyclicLR(Sgd, 0.1, 1), "total_size", 0.0), (new CyclicLR(Sgd, 0.1, 1), "step_ratio", 1.0),
        (new SWALR(Sgd, 1), "anneal_epochs", -1), (new ReduceLROnPlateau(Sgd), "factor", 1.0),
        (new MultiStepLR(Sgd, [2]), "milestones", new OrderedDictionary<object, object?> { [2L] = 2000000000L }),
        (new MultiStepLR(Sgd, [2]), "milestones", new OrderedDictionary<object, object?> { [2L] = -1L }),
        (new GradScaler(), "scale", 0.0), (new GradScaler(), "growth_factor", 1.0), (new GradScaler(), "backoff_factor", 1.0),
        (new GradScaler(), "growth_interval", 0), (new GradScaler(), "_growth_tracker", -1),
    ];

    [Fact]
    public void SchedulersAndTheScalerRefuseToo()
    {
        foreach (var (of, name, value) in Wrong)
        {
            var before = of.StateDict();
            var state = of.StateDict();
            state[name] = value;
            Assert.StartsWith($"{of.GetType().Name}: the state's '{name}' does not fit: ",
                Assert.Throws<InvalidOperationException>(() => of.LoadStateDict(state)).Message);
            Assert.Equivalent(before, of.StateDict(), strict: true);
        }
    }
}
