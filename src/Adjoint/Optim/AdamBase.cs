using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: all but how weights are drawn towards zero.</summary>
public abstract class AdamBase : Optimizer
{
    const string Decoupled = "decoupled_weight_decay";

    readonly StepBatch<AdamStep> _plain = new();
    readonly StepBatch<AmsGradStep> _largest = new();
    readonly BiasCorrection _correction = new();
    Descent _descent;
    double _lr, _eps;
    bool _amsGrad;

    private protected AdamBase(
        IEnumerable<ParameterGroup> groups, double lr, (double, double)? betas, double eps, double weightDecay, bool amsgrad, bool maximize)
        : base(
            groups,
            ("lr", lr),
            ("betas.0", betas?.Item1 ?? 0.9),
            ("betas.1", betas?.Item2 ?? 0.999),
            ("eps", eps),
            ("weight_decay", weightDecay),
            ("amsgrad", amsgrad),
            ("maximize", maximize))
    { }

    // PyTorch's Adam is both, and says which it is.
    private protected sealed override bool IsOption(string name) => name == Decoupled || base.IsOption(name);

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        if (group.Has(Decoupled) && group.DecoupledWeightDecay != this is AdamW)
            throw new ArgumentException(
                $"{GetType().Name}: {Decoupled} is {group.DecoupledWeightDecay}; Adam adds weight decay to the gradient, AdamW does not.",
                nameof(group));
    }

    /// <summary>The gradient to start from, and what is left of weights before the step.</summary>
    private protected abstract Descent DescentOf(ParameterGroup group);

    private protected sealed override void Begin(ParameterGroup group)
    {
        _descent = DescentOf(group);
        (_lr, _eps, _amsGrad) = (group.Lr, group.Eps, group.AmsGrad);
        _correction.Begin(group.Betas);
    }

    /// <inheritdoc/>
    protected sealed override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _correction.At(++state.Step);
        var step = new AdamStep(
            _descent, _correction.Betas.First, _correction.Betas.Second, _eps, _lr / _correction.First, Math.Sqrt(_correction.Second));
        var mean = state.GetOrZeros("exp_avg", parameter);
        var square = state.GetOrZeros("exp_avg_sq", parameter);
        if (_amsGrad) _largest.Add(new(step), parameter, gradient, mean, square, state.GetOrZeros("max_exp_avg_sq", parameter));
        else _plain.Add(step, parameter, gradient, mean, square);
    }

    private protected sealed override void Finish()
    {
        _plain.Run();
        _largest.Run();
    }
}
