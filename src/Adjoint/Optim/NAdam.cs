using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// NAdam: <see cref="Adam"/> with Nesterov's look ahead; the momentum grows from step to step.
/// </summary>
/// <remarks>
/// Dozat, "Incorporating Nesterov Momentum into Adam", 2016. The product of momenta up to the next step has this step's in it
/// twice, as in PyTorch 1.13; PyTorch 2 has it once.
/// </remarks>
public sealed class NAdam : AdamFamily
{
    readonly StepBatch<NAdamStep> _batch = new();
    double _momentumDecay;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: about how far a parameter moves in a step.</param>
    /// <param name="betas">How much of the running means of the gradients and of their squares is kept; (0.9, 0.999) if left out.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="momentumDecay">How fast the momentum grows to its full size.</param>
    /// <param name="decoupledWeightDecay">Whether weights are drawn towards zero by themselves, as by <see cref="AdamW"/>.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is not below 1.</exception>
    public NAdam(
        IEnumerable<Tensor> parameters, double lr = 2e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 0, double momentumDecay = 4e-3, bool decoupledWeightDecay = false, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="NAdam(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, double, double, bool, bool)"/>
    public NAdam(
        IEnumerable<ParameterGroup> groups, double lr = 2e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 0, double momentumDecay = 4e-3, bool decoupledWeightDecay = false, bool maximize = false)
        : base(
            groups, lr, betas, eps,
            ("weight_decay", weightDecay),
            ("momentum_decay", momentumDecay),
            ("decoupled_weight_decay", decoupledWeightDecay),
            ("maximize", maximize))
    { }

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        CheckNotNegative(group, "momentum_decay");
    }

    private protected override Descent DescentOf(ParameterGroup group) => Decay(group);

    private protected override void Begin(ParameterGroup group)
    {
        base.Begin(group);
        _momentumDecay = group.MomentumDecay;
    }

    private protected override ParameterState NewState(ParameterGroup group, Tensor parameter)
    {
        var state = new ParameterState();
        state.Numbers.Set("mu_product", 1);
        return state;
    }

    double Momentum(double step) => Correction.Betas.First * (1 - 0.5 * Math.Pow(0.96, step * _momentumDecay));

    private protected override void Update(Tensor parameter, Tensor gradient, ParameterState state)
    {
        var (now, next) = (Momentum(state.Step), Momentum(state.Step + 1));
        state.Numbers.TryGet("mu_product", out var product);
        product *= now;
        state.Numbers.Set("mu_product", product);
        var step = new NAdamStep(
            Descent, Correction.Betas.First, Correction.Betas.Second, Eps, Math.Sqrt(Correction.Second),
            Lr * (1 - now) / (1 - product), Lr * next / (1 - product * now * next));
        _batch.Add(step, parameter, gradient, state.GetOrZeros("exp_avg", parameter), state.GetOrZeros("exp_avg_sq", parameter));
    }

    private protected override void Finish() => _batch.Run();
}

public sealed partial class ParameterGroup
{
    /// <summary><see cref="NAdam"/>: how fast the momentum grows to its full size.</summary>
    public double MomentumDecay
    {
        get => Number("momentum_decay");
        set => this["momentum_decay"] = value;
    }

    /// <summary>
    /// <see cref="NAdam"/> and <see cref="RAdam"/>: whether weights are drawn towards zero by themselves, not through the gradient.
    /// </summary>
    public bool DecoupledWeightDecay
    {
        get => Flag("decoupled_weight_decay");
        set => this["decoupled_weight_decay"] = value;
    }
}
