using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Lion: every element moves by the learning rate, in the direction that a running mean of the gradients has,
/// blended with the newest: p ← p - lr · (sign(β₁ m + (1 - β₁) g) + decay · p), m ← β₂ m + (1 - β₂) g. It needs half of Adam's memory,
/// and a learning rate three to ten times smaller.
/// </summary>
/// <remarks>Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023 (arXiv 2302.06675).</remarks>
public sealed class Lion : Optimizer
{
    readonly StepBatch<LionStep> _batch = new();
    LionStep _step;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: how far every element moves in a step.</param>
    /// <param name="betas">How much of the running mean counts in the direction, and how much of it is kept;
    /// (0.9, 0.99) if left out.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: by this times the learning rate, in each step.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is not below 1.</exception>
    public Lion(
        IEnumerable<Tensor> parameters, double lr = 1e-4, (double, double)? betas = null, double weightDecay = 0, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, weightDecay, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="Lion(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, bool)"/>
    public Lion(
        IEnumerable<ParameterGroup> groups, double lr = 1e-4, (double, double)? betas = null, double weightDecay = 0, bool maximize = false)
        : base(
            groups,
            ("lr", lr),
            ("betas.0", betas?.Item1 ?? 0.9),
            ("betas.1", betas?.Item2 ?? 0.99),
            ("weight_decay", weightDecay),
            ("maximize", maximize))
    { }

    private protected override void Begin(ParameterGroup group) =>
        _step = new(Decoupled(group), group.Lr, group.Betas.First, group.Betas.Second);

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _batch.Add(_step, parameter, gradient, state.GetOrZeros("exp_avg", parameter));
    }

    private protected override void Finish() => _batch.Run();
}
