using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Resilient propagation: only the signs of gradients count. Each element has a step of its own, which grows while the sign stays
/// and shrinks when it changes. For gradients of all the data, not of batches.
/// </summary>
/// <remarks>Riedmiller and Braun, "A Direct Adaptive Method for Faster Backpropagation Learning", 1993.</remarks>
public sealed class Rprop : Optimizer
{
    readonly StepBatch<RpropStep> _batch = new();
    RpropStep _step;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">How far the first step goes.</param>
    /// <param name="etas">By what a step shrinks and grows; (0.5, 1.2) if left out.</param>
    /// <param name="stepSizes">The smallest and the largest step; (1e-6, 50) if left out.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, or the etas do not lie on both sides of 1.</exception>
    public Rprop(
        IEnumerable<Tensor> parameters, double lr = 1e-2, (double, double)? etas = null, (double, double)? stepSizes = null,
        bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, etas, stepSizes, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="Rprop(IEnumerable{Tensor}, double, ValueTuple{double, double}?, ValueTuple{double, double}?, bool)"/>
    public Rprop(
        IEnumerable<ParameterGroup> groups, double lr = 1e-2, (double, double)? etas = null,
        (double, double)? stepSizes = null, bool maximize = false)
        : base(
            groups,
            ("lr", lr),
            ("etas.0", etas?.Item1 ?? 0.5),
            ("etas.1", etas?.Item2 ?? 1.2),
            ("step_sizes.0", stepSizes?.Item1 ?? 1e-6),
            ("step_sizes.1", stepSizes?.Item2 ?? 50),
            ("maximize", maximize))
    { }

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        if (group.Etas is not ( > 0 and < 1, > 1))
            throw new ArgumentOutOfRangeException(
                nameof(group), group.Etas, "Rprop: the first eta lies between 0 and 1, the second above 1.");
    }

    private protected override void Begin(ParameterGroup group)
    {
        var ((shrink, grow), (least, largest)) = (group.Etas, group.StepSizes);
        _step = new(group.Maximize, shrink, grow, least, largest);
    }

    private protected override ParameterState NewState(ParameterGroup group, Tensor parameter) =>
        new() { ["prev"] = Tensor.ZerosLike(parameter), ["step_size"] = Tensor.FullLike(parameter, group.Lr) };

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Step++;
        _batch.Add(_step, parameter, gradient, state.GetOrZeros("prev", parameter), state.GetOrZeros("step_size", parameter));
    }

    private protected override void Finish() => _batch.Run();
}

public sealed partial class ParameterGroup
{
    /// <summary><see cref="Rprop"/>: by what a step shrinks and grows.</summary>
    public (double Shrink, double Grow) Etas
    {
        get => (Number("etas.0"), Number("etas.1"));
        set => (this["etas.0"], this["etas.1"]) = (value.Shrink, value.Grow);
    }

    /// <summary><see cref="Rprop"/>: the smallest and the largest step.</summary>
    public (double Least, double Largest) StepSizes
    {
        get => (Number("step_sizes.0"), Number("step_sizes.1"));
        set => (this["step_sizes.0"], this["step_sizes.1"]) = (value.Least, value.Largest);
    }
}
