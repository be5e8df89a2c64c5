namespace Adjoint.Optim;

/// <summary>
/// The rate falls from base to minimum along a cosine, starts at the base again, and falls anew, each time in <c>tMult</c> times as many
/// epochs: lr = etaMin + (base - etaMin) · (1 + cos(π · t / T)) / 2. Rates changed by hand are overwritten.
/// </summary>
/// <remarks>Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017.</remarks>
public sealed class CosineAnnealingWarmRestarts : LRScheduler
{
    int _t0, _tMult;
    double _ti, _tCur, _etaMin;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="t0">How many epochs the first fall takes.</param>
    /// <param name="tMult">How many times as many each next one takes.</param>
    /// <param name="etaMin">The smallest rate.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of epochs is not positive.</exception>
    public CosineAnnealingWarmRestarts(Optimizer optimizer, int t0, int tMult = 1, double etaMin = 0, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        Require.Positive(nameof(CosineAnnealingWarmRestarts), t0);
        Require.Positive(nameof(CosineAnnealingWarmRestarts), tMult);
        (_t0, _tMult, _etaMin) = (t0, tMult, etaMin);
        (_ti, _tCur) = (t0, lastEpoch);
        Begin();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        if (LastEpoch < 0)
        {
            Step(0);
            return;
        }
        if (++_tCur >= _ti)
        {
            _tCur -= _ti;
            _ti *= _tMult;
        }
        MoveTo(LastEpoch + 1, GetLR);
    }

    /// <summary>Sets the rates of any time: <c>Step(epoch + (double)batch / batches)</c> after each batch.</summary>
    /// <param name="epoch">The time, in epochs.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Step(double epoch)
    {
        Require.NotNegative(nameof(CosineAnnealingWarmRestarts), epoch);
        if (epoch < _t0) (_ti, _tCur) = (_t0, epoch);
        else if (_tMult == 1) _tCur = epoch % _t0;
        else
        {
            var falls = Math.Floor(Math.Log(epoch / _t0 * (_tMult - 1) + 1, _tMult));
            var length = Math.Pow(_tMult, falls);
            (_ti, _tCur) = (_t0 * length, epoch - _t0 * (length - 1) / (_tMult - 1));
        }
        MoveTo((int)Math.Floor(epoch), GetLR);
    }

    internal override void StepTo(int epoch) => Step((double)epoch);

    /// <inheritdoc/>
    protected override double GetLR(int group) => _etaMin + (BaseLrs[group] - _etaMin) * (1 + Math.Cos(Math.PI * _tCur / _ti)) / 2;

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("T_0", ref _t0, least: 1);
        state.Number("T_i", ref _ti, epochs => epochs > 0);
        state.Number("T_mult", ref _tMult, least: 1);
        state.Number("eta_min", ref _etaMin);
        state.Number("T_cur", ref _tCur);
    }
}
