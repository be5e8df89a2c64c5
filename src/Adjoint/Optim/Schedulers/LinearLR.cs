namespace Adjoint.Optim;

/// <summary>
/// The factor of the rate changes evenly over the first epochs: lr = base · (start + (end - start) · min(epoch, totalIters) / totalIters).
/// From below 1 up, a warm-up; see also <see cref="SequentialLR.WarmUp"/>.
/// </summary>
public sealed class LinearLR : LRScheduler
{
    double _startFactor, _endFactor;
    int _totalIters;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="startFactor">The factor in epoch 0, above 0 up to 1.</param>
    /// <param name="endFactor">The factor in the end, from 0 to 1.</param>
    /// <param name="totalIters">How many epochs it takes.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is not from 0 to 1, or the first is 0, from which nothing grows.</exception>
    public LinearLR(Optimizer optimizer, double startFactor = 1.0 / 3, double endFactor = 1, int totalIters = 5, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        CheckFactor(nameof(LinearLR), nameof(startFactor), startFactor);
        CheckFactor(nameof(LinearLR), nameof(endFactor), endFactor);
        if (startFactor == 0)
            throw new ArgumentOutOfRangeException(
                nameof(startFactor), "LinearLR: each rate is computed from the one before, and nothing grows from 0; give a small factor.");
        (_startFactor, _endFactor, _totalIters) = (startFactor, endFactor, totalIters);
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group)
    {
        if (LastEpoch == 0) return Lr(group) * _startFactor;
        if (LastEpoch > _totalIters) return Lr(group);
        var growth = _endFactor - _startFactor;
        return Lr(group) * (1 + growth / (_totalIters * _startFactor + (LastEpoch - 1) * growth));
    }

    private protected override double ClosedForm(int group) =>
        BaseLrs[group] * (_startFactor + (_endFactor - _startFactor) * Math.Min(_totalIters, LastEpoch) / _totalIters);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("start_factor", ref _startFactor, IsPart);
        state.Number("end_factor", ref _endFactor, IsPart);
        state.Number("total_iters", ref _totalIters);
    }

    internal static bool IsPart(double factor) => factor is >= 0 and <= 1;

    internal static void CheckFactor(string scheduler, string name, double factor)
    {
        if (!IsPart(factor)) throw new ArgumentOutOfRangeException(name, factor, $"{scheduler}: a factor is from 0 to 1.");
    }
}
