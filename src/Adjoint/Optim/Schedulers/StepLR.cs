namespace Adjoint.Optim;

/// <summary>Every few epochs the rate becomes smaller by a factor: lr = base · gamma^⌊epoch / stepSize⌋.</summary>
public sealed class StepLR : LRScheduler
{
    int _stepSize;
    double _gamma;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="stepSize">After how many epochs the rate changes.</param>
    /// <param name="gamma">The factor.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is not positive.</exception>
    public StepLR(Optimizer optimizer, int stepSize, double gamma = 0.1, int lastEpoch = -1) : base(optimizer, lastEpoch)
    {
        Require.Positive(nameof(StepLR), stepSize);
        (_stepSize, _gamma) = (stepSize, gamma);
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group) => LastEpoch == 0 || LastEpoch % _stepSize != 0 ? Lr(group) : Lr(group) * _gamma;

    private protected override double ClosedForm(int group) => BaseLrs[group] * Math.Pow(_gamma, LastEpoch / _stepSize);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("step_size", ref _stepSize, least: 1);
        state.Number("gamma", ref _gamma);
    }
}
