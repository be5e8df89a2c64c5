using System.Collections;

namespace Adjoint.Optim;

/// <summary>
/// Changes the learning rates of an optimizer's groups from epoch to epoch, or from step to step: call <see cref="Step"/> after the
/// optimizer's. Making a scheduler sets the rates of epoch 0.
/// </summary>
/// <remarks>
/// As in PyTorch, most schedulers compute the next rate from the present one. So several may work on one optimizer, and a rate changed by
/// hand stays changed: the schedule goes on from there. Those that go by <see cref="BaseLrs"/> say so. A scheduler of your own
/// overrides <see cref="GetLR"/> and calls <see cref="Begin"/> at the end of its constructor.
/// </remarks>
public abstract class LRScheduler : IStateful
{
    const string InitialLr = "initial_lr";

    double[] _baseLrs, _lastLr;
    int _lastEpoch, _stepCount;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer; what its rates are now counts as their base, unless a scheduler came before.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentException">It is to go on, but a group has no option <c>initial_lr</c>: load the optimizer's
    /// state first.</exception>
    protected LRScheduler(Optimizer optimizer, int lastEpoch = -1)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (lastEpoch < -1)
            throw new ArgumentOutOfRangeException(
                nameof(lastEpoch), lastEpoch, $"{GetType().Name}: lastEpoch is -1 to begin, or the epoch to go on from, not {lastEpoch}.");
        foreach (var group in optimizer.ParameterGroups)
        {
            if (group.Has(InitialLr)) continue;
            if (lastEpoch != -1)
                throw new ArgumentException(
                    $"{GetType().Name}: to go on from epoch {lastEpoch}, each group needs the option '{InitialLr}'; " +
                    "load the optimizer's state first.", nameof(lastEpoch));
            group[InitialLr] = group.Lr;
        }
        (Optimizer, _lastEpoch) = (optimizer, lastEpoch);
        _baseLrs = InitialLrs(optimizer);
        _lastLr = Lrs();
    }

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The rates that the optimizer began with, for each group.</summary>
    public IReadOnlyList<double> BaseLrs => _baseLrs;

    /// <summary>How often <see cref="Step"/> was called, from <c>lastEpoch</c> on.</summary>
    public int LastEpoch => _lastEpoch;

    /// <summary>The rates that were set last, for each group.</summary>
    public IReadOnlyList<double> GetLastLR() => [.. _lastLr];

    /// <summary>Sets the rates of the next epoch.</summary>
    public virtual void Step()
    {
        _stepCount++;
        _lastEpoch++;
        Set(GetLR);
    }

    /// <inheritdoc/>
    public OrderedDictionary<string, object?> StateDict() => NamedState.Write(GetType().Name, Visit);

    /// <inheritdoc/>
    public void LoadStateDict(IDictionary state) => NamedState.Read(GetType().Name, state, Visit);

    /// <summary>The rate of a group in <see cref="LastEpoch"/>, computed once for each epoch.</summary>
    /// <param name="group">The group's number.</param>
    protected abstract double GetLR(int group);

    /// <summary>The rate of a group in <see cref="LastEpoch"/> from its base alone, where an epoch is not the one after the last.</summary>
    private protected virtual double ClosedForm(int group) => GetLR(group);

    /// <summary>Sets the rates of the first epoch. Constructors end with it.</summary>
    protected void Begin() => Restart();

    /// <summary>Goes through what the scheduler needs to go on later; an override begins with the base's.</summary>
    protected virtual void Visit(NamedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Numbers("base_lrs", ref _baseLrs);
        state.Number("last_epoch", ref _lastEpoch, least: -1);
        state.Number("_step_count", ref _stepCount, least: 0);
        state.Numbers("_last_lr", ref _lastLr);
    }

    /// <summary>How many steps were made since <see cref="Begin"/>, its own counted.</summary>
    private protected int StepCount => _stepCount;

    /// <summary>The present rate of a group.</summary>
    private protected double Lr(int group) => Optimizer.ParameterGroups[group].Lr;

    /// <summary>Begins anew, in the epoch after the last.</summary>
    internal virtual void Restart()
    {
        _stepCount = 0;
        Step();
    }

    /// <summary>Takes back the step that making the scheduler was.</summary>
    internal virtual void Undo() => _lastEpoch--;

    /// <summary>Sets the rates of some epoch.</summary>
    internal virtual void StepTo(int epoch)
    {
        _stepCount++;
        _lastEpoch = epoch;
        Set(ClosedForm);
    }

    /// <summary>Moves to an epoch, where a scheduler sets the rates by itself.</summary>
    private protected void MoveTo(int epoch, Func<int, double> rate)
    {
        _lastEpoch = epoch;
        Set(rate);
    }

    /// <summary>Replaces the bases.</summary>
    private protected void SetBase(double[] lrs) => _baseLrs = lrs;

    /// <summary>Remembers rates that others have set.</summary>
    private protected void Remember() => _lastLr = Lrs();

    /// <summary>Puts the groups back to where they began.</summary>
    private protected static void Reset(Optimizer optimizer)
    {
        foreach (var group in optimizer.ParameterGroups) group.Lr = group[InitialLr].ToDouble();
    }

    /// <summary>Sets what the groups are to have begun with.</summary>
    private protected static void SetInitial(Optimizer optimizer, double[] lrs)
    {
        for (var i = 0; i < lrs.Length; i++) optimizer.ParameterGroups[i][InitialLr] = lrs[i];
    }

    private protected static double[] InitialLrs(Optimizer optimizer) =>
        [.. optimizer.ParameterGroups.Select(group => group[InitialLr].ToDouble())];

    void Set(Func<int, double> rate)
    {
        for (var i = 0; i < _baseLrs.Length; i++) Optimizer.ParameterGroups[i].Lr = rate(i);
        Remember();
    }

    double[] Lrs() => [.. Optimizer.ParameterGroups.Take(_baseLrs.Length).Select(group => group.Lr)];
}
