namespace Adjoint.Optim;

/// <summary>The rate falls to zero along a power: lr = base · (1 - min(epoch, totalIters) / totalIters)^power.</summary>
public sealed class PolynomialLR : LRScheduler
{
    int _totalIters;
    double _power;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="totalIters">In how many epochs the rate reaches zero.</param>
    /// <param name="power">The power.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is not positive.</exception>
    public PolynomialLR(Optimizer optimizer, int totalIters = 5, double power = 1, int lastEpoch = -1) : base(optimizer, lastEpoch)
    {
        Require.Positive(nameof(PolynomialLR), totalIters);
        (_totalIters, _power) = (totalIters, power);
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group)
    {
        if (LastEpoch == 0 || LastEpoch > _totalIters) return Lr(group);
        return Lr(group) * Math.Pow((1 - (double)LastEpoch / _totalIters) / (1 - (double)(LastEpoch - 1) / _totalIters), _power);
    }

    private protected override double ClosedForm(int group) =>
        BaseLrs[group] * Math.Pow(1 - (double)Math.Min(_totalIters, LastEpoch) / _totalIters, _power);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("total_iters", ref _totalIters, least: 1);
        state.Number("power", ref _power);
    }
}
