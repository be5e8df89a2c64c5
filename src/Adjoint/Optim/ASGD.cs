using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Averaged stochastic gradient descent: steps that become smaller, and beside the parameter the mean of where it was, as
/// <c>ax</c> in the state.
/// </summary>
/// <remarks>Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992; in PyTorch's form.</remarks>
public sealed class ASGD : Optimizer
{
    readonly StepBatch<AsgdStep> _batch = new();
    Descent _descent;
    double _lr, _lambd, _alpha, _t0;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: about how far a parameter moves in a step.</param>
    /// <param name="lambd">How strongly parameters are drawn towards zero by themselves.</param>
    /// <param name="alpha">The power by which the learning rate decreases.</param>
    /// <param name="t0">The step at which the mean begins.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate or the weight decay is negative.</exception>
    public ASGD(
        IEnumerable<Tensor> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
        double weightDecay = 0, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, lambd, alpha, t0, weightDecay, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="ASGD(IEnumerable{Tensor}, double, double, double, double, double, bool)"/>
    public ASGD(
        IEnumerable<ParameterGroup> groups, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
        double weightDecay = 0, bool maximize = false)
        : base(
            groups,
            ("lr", lr),
            ("lambd", lambd),
            ("alpha", alpha),
            ("t0", t0),
            ("weight_decay", weightDecay),
            ("maximize", maximize))
    { }

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        if (double.IsNaN(group.Lambd + group.Alpha + group.T0))
            throw new ArgumentOutOfRangeException(nameof(group), "ASGD: lambd, alpha and t0 are numbers, not NaN.");
    }

    private protected override void Begin(ParameterGroup group)
    {
        (_descent, _lr) = (new(group.WeightDecay, group.Maximize), group.Lr);
        (_lambd, _alpha, _t0) = (group.Lambd, group.Alpha, group.T0);
    }

    private protected override ParameterState NewState(ParameterGroup group, Tensor parameter)
    {
        var state = new ParameterState();
        state.Numbers.Set("eta", group.Lr);
        state.Numbers.Set("mu", 1);
        return state;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Step++;
        state.Numbers.TryGet("eta", out var eta);
        state.Numbers.TryGet("mu", out var mu);
        _batch.Add(new(_descent, 1 - _lambd * eta, eta, mu), parameter, gradient, state.GetOrZeros("ax", parameter));
        state.Numbers.Set("eta", _lr / Math.Pow(1 + _lambd * _lr * state.Step, _alpha));
        state.Numbers.Set("mu", 1 / Math.Max(1, state.Step - _t0));
    }

    private protected override void Finish() => _batch.Run();
}

public sealed partial class ParameterGroup
{
    /// <summary><see cref="ASGD"/>: how strongly parameters are drawn towards zero by themselves.</summary>
    public double Lambd
    {
        get => Number("lambd");
        set => this["lambd"] = value;
    }

    /// <summary>
    /// <see cref="ASGD"/>: the power by which the learning rate decreases; <see cref="RMSprop"/>: how much of the mean of squares is kept.
    /// </summary>
    public double Alpha
    {
        get => Number("alpha");
        set => this["alpha"] = value;
    }

    /// <summary><see cref="ASGD"/>: the step at which the mean begins.</summary>
    public double T0
    {
        get => Number("t0");
        set => this["t0"] = value;
    }
}
