using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Stochastic gradient descent: p ← p - lr · g; with momentum, along a running sum of gradients: v ← momentum · v +
/// (1 - dampening) · g, p ← p - lr · v, or with Nesterov's look ahead p ← p - lr · (g + momentum · v).
/// </summary>
/// <remarks>Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013; in PyTorch's form.</remarks>
public sealed class SGD : Optimizer
{
    readonly StepBatch<SgdStep> _plain = new();
    readonly StepBatch<MomentumStep> _along = new();
    readonly StepBatch<NesterovStep> _ahead = new();
    Descent _descent;
    double _lr, _momentum, _dampening;
    bool _nesterov;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: how far a step goes.</param>
    /// <param name="momentum">How much of the last step's direction is kept.</param>
    /// <param name="dampening">How much less of the gradient is added to that direction.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="nesterov">Whether the gradient is looked at where the momentum leads to.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters, or <paramref name="nesterov"/> is given without momentum
    /// or with dampening.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public SGD(
        IEnumerable<Tensor> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weightDecay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, momentum, dampening, weightDecay, nesterov, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="SGD(IEnumerable{Tensor}, double, double, double, double, bool, bool)"/>
    public SGD(
        IEnumerable<ParameterGroup> groups, double lr = 1e-3, double momentum = 0, double dampening = 0, double weightDecay = 0,
        bool nesterov = false, bool maximize = false)
        : base(
            groups,
            ("lr", lr),
            ("momentum", momentum),
            ("dampening", dampening),
            ("weight_decay", weightDecay),
            ("nesterov", nesterov),
            ("maximize", maximize))
    { }

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        CheckNotNegative(group, "momentum");
        if (group.Nesterov && (group.Momentum <= 0 || group.Dampening != 0))
            throw new ArgumentException("SGD: nesterov needs momentum, and no dampening.");
    }

    private protected override void Begin(ParameterGroup group)
    {
        (_lr, _momentum, _dampening, _nesterov) = (group.Lr, group.Momentum, group.Dampening, group.Nesterov);
        _descent = new(group.WeightDecay, group.Maximize);
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_momentum == 0)
        {
            _plain.Add(new(_descent, _lr), parameter, gradient);
            return;
        }
        // The first gradient is taken whole.
        var isFirst = state["momentum_buffer"] is null;
        var (momentum, intake) = isFirst ? (0, 1) : (_momentum, 1 - _dampening);
        var buffer = state.GetOrZeros("momentum_buffer", parameter);
        if (_nesterov) _ahead.Add(new(_descent, _lr, momentum, intake, _momentum), parameter, gradient, buffer);
        else _along.Add(new(_descent, _lr, momentum, intake), parameter, gradient, buffer);
    }

    private protected override void Finish()
    {
        _plain.Run();
        _along.Run();
        _ahead.Run();
    }
}

public sealed partial class ParameterGroup
{
    /// <summary><see cref="SGD"/>: how much of the last step's direction is kept.</summary>
    public double Momentum
    {
        get => Number("momentum");
        set => this["momentum"] = value;
    }

    /// <summary><see cref="SGD"/>: how much less of the gradient is added to that direction.</summary>
    public double Dampening
    {
        get => Number("dampening");
        set => this["dampening"] = value;
    }

    /// <summary><see cref="SGD"/>: whether the gradient is looked at where the momentum leads to.</summary>
    public bool Nesterov
    {
        get => Flag("nesterov");
        set => this["nesterov"] = value;
    }
}
