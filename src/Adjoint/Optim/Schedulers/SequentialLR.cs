namespace Adjoint.Optim;

/// <summary>Schedulers that take turns: from each milestone on the next one, beginning with its epoch 0.</summary>
public sealed class SequentialLR : LRScheduler
{
    readonly LRScheduler[] _schedulers;
    readonly int[] _milestones;

    /// <summary>Makes a scheduler; the optimizer's rates begin at their base again.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="schedulers">The schedulers, all of this optimizer.</param>
    /// <param name="milestones">The epochs in which the second, the third and so on take over, in order.</param>
    /// <exception cref="ArgumentException">The schedulers belong to another optimizer, the milestones are not one fewer,
    /// or not in order.</exception>
    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones) : base(optimizer)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        if (ChainedScheduler.OptimizerOf(nameof(SequentialLR), schedulers) != optimizer)
            throw new ArgumentException("SequentialLR: the schedulers belong to another optimizer.", nameof(schedulers));
        (_schedulers, _milestones) = ([.. schedulers], [.. milestones]);
        if (_milestones.Length != _schedulers.Length - 1)
            throw new ArgumentException(
                $"SequentialLR: {_schedulers.Length} schedulers take turns at {_schedulers.Length - 1} milestones, " +
                $"and {_milestones.Length} are given.", nameof(milestones));
        if (!_milestones.SequenceEqual(_milestones.Order()))
            throw new ArgumentException("SequentialLR: the milestones are not in order.", nameof(milestones));
        Reset(optimizer);
        foreach (var scheduler in _schedulers) scheduler.Undo();
        Restart();
    }

    /// <summary>
    /// The rate rises evenly from a small part of itself, and from then on another scheduler sets it:
    /// <c>SequentialLR.WarmUp(new CosineAnnealingLR(optimizer, 100), totalIters: 5)</c>.
    /// </summary>
    /// <param name="then">What follows.</param>
    /// <param name="totalIters">How many epochs the rise takes.</param>
    /// <param name="startFactor">The part of the rate with which it begins.</param>
    public static SequentialLR WarmUp(LRScheduler then, int totalIters, double startFactor = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(then);
        return new(then.Optimizer, [new LinearLR(then.Optimizer, startFactor, totalIters: totalIters), then], [totalIters]);
    }

    /// <inheritdoc/>
    public override void Step()
    {
        var epoch = LastEpoch + 1;
        var turn = _milestones.Count(milestone => milestone <= epoch);
        if (turn > 0 && _milestones[turn - 1] == epoch) _schedulers[turn].StepTo(0);
        else _schedulers[turn].Step();
        MoveTo(epoch, Lr);
    }

    internal override void StepTo(int epoch)
    {
        _schedulers[0].StepTo(epoch);
        MoveTo(epoch, Lr);
    }

    internal override void Restart()
    {
        _schedulers[0].Restart();
        MoveTo(0, Lr);
    }

    internal override void Undo()
    {
        foreach (var scheduler in _schedulers) scheduler.Undo();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group) => Lr(group);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Constant("_milestones", _milestones.Select(milestone => (object?)(long)milestone).ToList());
        state.Parts("_schedulers", _schedulers);
    }
}
