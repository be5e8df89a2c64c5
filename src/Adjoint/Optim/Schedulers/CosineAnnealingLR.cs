namespace Adjoint.Optim;

/// <summary>
/// The rate swings between base and minimum along a cosine: lr = etaMin + (base - etaMin) · (1 + cos(π · epoch / tMax)) / 2, down in
/// <c>tMax</c> epochs and up again in as many.
/// </summary>
/// <remarks>Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, without the restarts.</remarks>
public sealed class CosineAnnealingLR : LRScheduler
{
    int _tMax;
    double _etaMin;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="tMax">In how many epochs the rate reaches its minimum.</param>
    /// <param name="etaMin">The smallest rate.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is not positive.</exception>
    public CosineAnnealingLR(Optimizer optimizer, int tMax, double etaMin = 0, int lastEpoch = -1) : base(optimizer, lastEpoch)
    {
        Require.Positive(nameof(CosineAnnealingLR), tMax);
        (_tMax, _etaMin) = (tMax, etaMin);
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group)
    {
        if (LastEpoch == 0) return Lr(group);
        if (StepCount == 1) return ClosedForm(group);
        // At the minimum the quotient below would be 0 / 0.
        if ((LastEpoch - 1 - _tMax) % (2 * _tMax) == 0) return Lr(group) + (BaseLrs[group] - _etaMin) * (1 - Math.Cos(Math.PI / _tMax)) / 2;
        return (1 + Cos(LastEpoch)) / (1 + Cos(LastEpoch - 1)) * (Lr(group) - _etaMin) + _etaMin;
    }

    private protected override double ClosedForm(int group) => _etaMin + (BaseLrs[group] - _etaMin) * (1 + Cos(LastEpoch)) / 2;

    double Cos(int epoch) => Math.Cos(Math.PI * epoch / _tMax);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("T_max", ref _tMax, least: 1);
        state.Number("eta_min", ref _etaMin);
    }
}
