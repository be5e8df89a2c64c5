namespace Adjoint.Optim;

/// <summary>Several schedulers that all step, one after the other, each going on from the rate the one before has set.</summary>
public sealed class ChainedScheduler : LRScheduler
{
    readonly LRScheduler[] _schedulers;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="schedulers">The schedulers, of one optimizer.</param>
    /// <exception cref="ArgumentException">There are none, or they belong to several optimizers.</exception>
    public ChainedScheduler(params IEnumerable<LRScheduler> schedulers) : base(OptimizerOf(nameof(ChainedScheduler), schedulers))
    {
        _schedulers = [.. schedulers];
        ForEach(_ => { });
    }

    /// <inheritdoc/>
    public override void Step() => ForEach(scheduler => scheduler.Step());

    internal override void StepTo(int epoch) => ForEach(scheduler => scheduler.StepTo(epoch));

    internal override void Restart() => ForEach(scheduler => scheduler.Restart());

    internal override void Undo() => ForEach(scheduler => scheduler.Undo());

    /// <inheritdoc/>
    protected override double GetLR(int group) => Lr(group);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Parts("_schedulers", _schedulers);
    }

    void ForEach(Action<LRScheduler> action)
    {
        foreach (var scheduler in _schedulers) action(scheduler);
        MoveTo(_schedulers[0].LastEpoch, Lr);
    }

    /// <summary>The one optimizer of several schedulers.</summary>
    internal static Optimizer OptimizerOf(string name, IEnumerable<LRScheduler> schedulers)
    {
        ArgumentNullException.ThrowIfNull(schedulers);
        Optimizer[] optimizers = [.. schedulers.Select(scheduler => scheduler.Optimizer).Distinct()];
        if (optimizers.Length != 1)
            throw new ArgumentException(
                $"{name}: the schedulers belong to one optimizer, and these to {optimizers.Length}.", nameof(schedulers));
        return optimizers[0];
    }
}
