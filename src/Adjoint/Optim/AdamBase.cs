using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: all but how weights are drawn towards zero.</summary>
public abstract class AdamBase : AdamFamily
{
    const string DecoupledOption = "decoupled_weight_decay";

    readonly StepBatch<AdamStep> _plain = new();
    readonly StepBatch<AmsGradStep> _largest = new();
    bool _amsGrad;

    private protected AdamBase(
        IEnumerable<ParameterGroup> groups, double lr, (double, double)? betas, double eps, double weightDecay, bool amsgrad, bool maximize)
        : base(groups, lr, betas, eps, ("weight_decay", weightDecay), ("amsgrad", amsgrad), ("maximize", maximize)) { }

    // PyTorch's Adam is both, and says which it is.
    private protected sealed override bool IsOption(string name) => name == DecoupledOption || base.IsOption(name);

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        if (group.Has(DecoupledOption) && group.DecoupledWeightDecay != this is AdamW)
            throw new ArgumentException(
                $"{GetType().Name}: {DecoupledOption} is {group.DecoupledWeightDecay}; " +
                "Adam adds weight decay to the gradient, AdamW does not.",
                nameof(group));
    }

    private protected sealed override void Begin(ParameterGroup group)
    {
        base.Begin(group);
        _amsGrad = group.AmsGrad;
    }

    private protected sealed override void Update(Tensor parameter, Tensor gradient, ParameterState state)
    {
        var (first, second) = Correction.Betas;
        var step = new AdamStep(Descent, first, second, Eps, Lr / Correction.First, Math.Sqrt(Correction.Second));
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
