using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// RMSprop: each element's step is divided by the root of the running mean of its squared gradients, or with
/// <c>centered</c> by their standard deviation.
/// </summary>
/// <remarks>
/// Tieleman and Hinton, Lecture 6.5, Coursera: Neural Networks for Machine Learning, 2012; centered: Graves, "Generating Sequences
/// With Recurrent Neural Networks", 2013.
/// </remarks>
public sealed class RMSprop : Optimizer
{
    readonly StepBatch<RmspropStep> _plain = new();
    readonly StepBatch<RmspropMomentumStep> _along = new();
    readonly StepBatch<CenteredRmspropStep> _centered = new();
    readonly StepBatch<CenteredRmspropMomentumStep> _centeredAlong = new();
    Rmsprop _rule;
    bool _isCentered;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: about how far a parameter moves in a step.</param>
    /// <param name="alpha">How much of the mean of squares is kept.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="momentum">How much of the last step's direction is kept.</param>
    /// <param name="centered">Whether the gradient's mean is taken off before it is squared.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public RMSprop(
        IEnumerable<Tensor> parameters, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8, double weightDecay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, alpha, eps, weightDecay, momentum, centered, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="RMSprop(IEnumerable{Tensor}, double, double, double, double, double, bool, bool)"/>
    public RMSprop(
        IEnumerable<ParameterGroup> groups, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8, double weightDecay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : base(
            groups,
            ("lr", lr),
            ("alpha", alpha),
            ("eps", eps),
            ("weight_decay", weightDecay),
            ("momentum", momentum),
            ("centered", centered),
            ("maximize", maximize))
    { }

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        CheckNotNegative(group, "alpha");
        CheckNotNegative(group, "momentum");
    }

    private protected override void Begin(ParameterGroup group)
    {
        _rule = new(new(group.WeightDecay, group.Maximize), group.Lr, group.Alpha, group.Eps, group.Momentum);
        _isCentered = group.Centered;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Step++;
        var square = state.GetOrZeros("square_avg", parameter);
        var momentum = _rule.Momentum > 0 ? state.GetOrZeros("momentum_buffer", parameter) : null;
        var mean = _isCentered ? state.GetOrZeros("grad_avg", parameter) : null;
        if (momentum is not null && mean is not null) _centeredAlong.Add(new(_rule), parameter, gradient, square, momentum, mean);
        else if (mean is not null) _centered.Add(new(_rule), parameter, gradient, square, mean);
        else if (momentum is not null) _along.Add(new(_rule), parameter, gradient, square, momentum);
        else _plain.Add(new(_rule), parameter, gradient, square);
    }

    private protected override void Finish()
    {
        _plain.Run();
        _along.Run();
        _centered.Run();
        _centeredAlong.Run();
    }
}

public sealed partial class ParameterGroup
{
    /// <summary><see cref="RMSprop"/>: whether the gradient's mean is taken off before it is squared.</summary>
    public bool Centered
    {
        get => Flag("centered");
        set => this["centered"] = value;
    }
}
