using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Adadelta: steps are as large as earlier ones were, measured by the gradients then and now, so that there is no learning rate
/// to be found.
/// </summary>
/// <remarks>Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012.</remarks>
public sealed class Adadelta : Optimizer
{
    readonly StepBatch<AdadeltaStep> _batch = new();
    Descent _descent;
    double _lr, _rho, _eps;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">A factor for the steps.</param>
    /// <param name="rho">How much of the running means of squares is kept.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or <paramref name="rho"/> is above 1.</exception>
    public Adadelta(
        IEnumerable<Tensor> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weightDecay = 0,
        bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, rho, eps, weightDecay, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="Adadelta(IEnumerable{Tensor}, double, double, double, double, bool)"/>
    public Adadelta(
        IEnumerable<ParameterGroup> groups, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weightDecay = 0,
        bool maximize = false)
        : base(
            groups,
            ("lr", lr),
            ("rho", rho),
            ("eps", eps),
            ("weight_decay", weightDecay),
            ("maximize", maximize))
    { }

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        if (group.Rho is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(group), group.Rho, "Adadelta: rho lies between 0 and 1.");
    }

    private protected override void Begin(ParameterGroup group) =>
        (_descent, _lr, _rho, _eps) = (new(group.WeightDecay, group.Maximize), group.Lr, group.Rho, group.Eps);

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Step++;
        _batch.Add(
            new(_descent, _lr, _rho, _eps), parameter, gradient, state.GetOrZeros("square_avg", parameter),
            state.GetOrZeros("acc_delta", parameter));
    }

    private protected override void Finish() => _batch.Run();
}

public sealed partial class ParameterGroup
{
    /// <summary><see cref="Adadelta"/>: how much of the running means of squares is kept.</summary>
    public double Rho
    {
        get => Number("rho");
        set => this["rho"] = value;
    }
}
