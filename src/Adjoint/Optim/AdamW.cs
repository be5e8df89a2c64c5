namespace Adjoint.Optim;

/// <summary>
/// Adam with decoupled weight decay: weights are drawn towards zero by themselves, p ← (1 - lr · decay) p, and not through the
/// gradient, where the division by its size would undo it.
/// </summary>
/// <remarks>Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019; otherwise as <see cref="Adam"/>.</remarks>
public sealed class AdamW : Optimizer
{
    readonly AdamRule _rule = new();

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: about how far a parameter moves in a step.</param>
    /// <param name="betas">How much of the running means of the gradients and of their squares is kept; (0.9, 0.999) if left out.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: by this times the learning rate, in each step.</param>
    /// <param name="amsgrad">Whether the divisor never becomes smaller again.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is not below 1.</exception>
    public AdamW(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, amsgrad, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="AdamW(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, double, bool, bool)"/>
    public AdamW(
        IEnumerable<ParameterGroup> groups, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
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

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        CheckNotNegative(group, "eps");
        CheckBetas(group);
    }

    private protected override void Begin(ParameterGroup group) =>
        _rule.Begin(group, new(0, group.Maximize) { Kept = 1 - group.Lr * group.WeightDecay });

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        _rule.Update(parameter, gradient, state);
    }

    private protected override void Finish() => _rule.Finish();
}
