namespace Adjoint.Optim;

/// <summary>At given epochs the rate becomes smaller by a factor; one given twice counts twice.</summary>
public sealed class MultiStepLR : LRScheduler
{
    int[] _milestones;
    double _gamma;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="milestones">The epochs in which the rate changes.</param>
    /// <param name="gamma">The factor.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    public MultiStepLR(Optimizer optimizer, IEnumerable<int> milestones, double gamma = 0.1, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        (_milestones, _gamma) = ([.. milestones.Order()], gamma);
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group) => Lr(group) * Math.Pow(_gamma, _milestones.Count(milestone => milestone == LastEpoch));

    private protected override double ClosedForm(int group) =>
        BaseLrs[group] * Math.Pow(_gamma, _milestones.Count(milestone => milestone <= LastEpoch));

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Counts("milestones", ref _milestones);
        state.Number("gamma", ref _gamma);
    }
}
