namespace Adjoint.Optim;

/// <summary>The rate becomes smaller by a factor in every epoch: lr = base · gamma^epoch.</summary>
public sealed class ExponentialLR : LRScheduler
{
    double _gamma;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="gamma">The factor.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    public ExponentialLR(Optimizer optimizer, double gamma, int lastEpoch = -1) : base(optimizer, lastEpoch)
    {
        _gamma = gamma;
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group) => LastEpoch == 0 ? Lr(group) : Lr(group) * _gamma;

    private protected override double ClosedForm(int group) => BaseLrs[group] * Math.Pow(_gamma, LastEpoch);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("gamma", ref _gamma);
    }
}
