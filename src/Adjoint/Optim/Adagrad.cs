using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Adagrad: each element's step is divided by the root of the sum of its squared gradients, so that rare ones move far.
/// </summary>
/// <remarks>Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", 2011.</remarks>
public sealed class Adagrad : Optimizer
{
    readonly StepBatch<AdagradStep> _batch = new();
    Descent _descent;
    double _lr, _lrDecay, _eps;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: about how far a parameter moves in a step.</param>
    /// <param name="lrDecay">How fast the learning rate decreases: it is divided by 1 + this times the number of steps so far.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="initialAccumulatorValue">What the sums begin with.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public Adagrad(
        IEnumerable<Tensor> parameters, double lr = 1e-2, double lrDecay = 0, double weightDecay = 0,
        double initialAccumulatorValue = 0, double eps = 1e-10, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="Adagrad(IEnumerable{Tensor}, double, double, double, double, double, bool)"/>
    public Adagrad(
        IEnumerable<ParameterGroup> groups, double lr = 1e-2, double lrDecay = 0, double weightDecay = 0,
        double initialAccumulatorValue = 0, double eps = 1e-10, bool maximize = false)
        : base(
            groups,
            ("lr", lr),
            ("lr_decay", lrDecay),
            ("weight_decay", weightDecay),
            ("initial_accumulator_value", initialAccumulatorValue),
            ("eps", eps),
            ("maximize", maximize))
    { }

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        CheckNotNegative(group, "lr_decay");
        CheckNotNegative(group, "initial_accumulator_value");
    }

    private protected override void Begin(ParameterGroup group) =>
        (_descent, _lr, _lrDecay, _eps) = (new(group.WeightDecay, group.Maximize), group.Lr, group.LrDecay, group.Eps);

    private protected override ParameterState NewState(ParameterGroup group, Tensor parameter) =>
        new() { ["sum"] = Tensor.FullLike(parameter, group.InitialAccumulatorValue) };

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var lr = _lr / (1 + state.Step++ * _lrDecay);
        _batch.Add(new(_descent, lr, _eps), parameter, gradient, state.GetOrZeros("sum", parameter));
    }

    private protected override void Finish() => _batch.Run();
}

public sealed partial class ParameterGroup
{
    /// <summary><see cref="Adagrad"/>: how fast the learning rate decreases.</summary>
    public double LrDecay
    {
        get => Number("lr_decay");
        set => this["lr_decay"] = value;
    }

    /// <summary><see cref="Adagrad"/>: what the sums of squares begin with.</summary>
    public double InitialAccumulatorValue
    {
        get => Number("initial_accumulator_value");
        set => this["initial_accumulator_value"] = value;
    }
}
