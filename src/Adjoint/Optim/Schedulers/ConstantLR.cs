namespace Adjoint.Optim;

/// <summary>For the first epochs the rate is smaller by a factor: lr = base · factor while epoch &lt; totalIters, then the base.</summary>
public sealed class ConstantLR : LRScheduler
{
    double _factor;
    int _totalIters;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="factor">The factor, from 0 to 1.</param>
    /// <param name="totalIters">For how many epochs it counts.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not from 0 to 1.</exception>
    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int totalIters = 5, int lastEpoch = -1) : base(optimizer, lastEpoch)
    {
        LinearLR.CheckFactor(nameof(ConstantLR), nameof(factor), factor);
        (_factor, _totalIters) = (factor, totalIters);
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group) =>
        LastEpoch == 0 ? Lr(group) * _factor :
        LastEpoch == _totalIters ? Lr(group) * (1 / _factor) : Lr(group);

    private protected override double ClosedForm(int group) => BaseLrs[group] * (_factor + (LastEpoch >= _totalIters ? 1 - _factor : 0));

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("factor", ref _factor, LinearLR.IsPart);
        state.Number("total_iters", ref _totalIters);
    }
}
