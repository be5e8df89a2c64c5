using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// What <see cref="Adam"/> and its relatives share: running means of gradients and of what measures their size, by two betas,
/// corrected for having begun at zero.
/// </summary>
public abstract class AdamFamily : Optimizer
{
    private protected AdamFamily(
        IEnumerable<ParameterGroup> groups, double lr, (double, double)? betas, double eps,
        params ReadOnlySpan<(string Name, Scalar Value)> more)
        : base(groups, [("lr", lr), ("betas.0", betas?.Item1 ?? 0.9), ("betas.1", betas?.Item2 ?? 0.999), ("eps", eps), .. more])
    {
    }

    private protected BiasCorrection Correction { get; } = new();

    private protected Descent Descent { get; private set; }

    private protected double Lr { get; private set; }

    private protected double Eps { get; private set; }

    /// <summary>The gradient to start from, and what is left of weights before the step.</summary>
    private protected virtual Descent DescentOf(ParameterGroup group) => new(group.WeightDecay, group.Maximize);

    private protected override void Begin(ParameterGroup group)
    {
        (Descent, Lr, Eps) = (DescentOf(group), group.Lr, group.Eps);
        Correction.Begin(group.Betas);
    }

    /// <inheritdoc/>
    protected sealed override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Correction.At(++state.Step);
        Update(parameter, gradient, state);
    }

    /// <summary>Changes one parameter by the group's options, with the correction for its step.</summary>
    private protected abstract void Update(Tensor parameter, Tensor gradient, ParameterState state);
}
