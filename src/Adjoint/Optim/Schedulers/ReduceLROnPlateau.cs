using System.Collections;

namespace Adjoint.Optim;

/// <summary>Which results of <see cref="ReduceLROnPlateau"/> are better.</summary>
public enum PlateauMode
{
    /// <summary>Smaller ones: a loss.</summary>
    Min,

    /// <summary>Larger ones: an accuracy.</summary>
    Max,
}

/// <summary>How the threshold of <see cref="ReduceLROnPlateau"/> is meant.</summary>
public enum ThresholdMode
{
    /// <summary>As a part of the best result.</summary>
    Rel,

    /// <summary>As a difference.</summary>
    Abs,
}

/// <summary>
/// Makes the rates smaller when a result has not become better for some epochs: <c>scheduler.Step(validationLoss)</c> after each.
/// </summary>
public sealed class ReduceLROnPlateau : IStateful
{
    PlateauMode _mode;
    ThresholdMode _thresholdMode;
    double _factor, _threshold, _eps, _best;
    int _patience, _cooldown, _cooldownCounter, _numBadEpochs, _lastEpoch;
    double[] _minLrs, _lastLr;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="mode">Which results are better.</param>
    /// <param name="factor">By what the rates become smaller.</param>
    /// <param name="patience">How many epochs without a better result are borne.</param>
    /// <param name="threshold">By how much a result must be better to count.</param>
    /// <param name="thresholdMode">How that is meant.</param>
    /// <param name="cooldown">For how many epochs after a change results do not count as bad.</param>
    /// <param name="minLr">The smallest rate.</param>
    /// <param name="eps">Changes that are not larger are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not below 1.</exception>
    public ReduceLROnPlateau(
        Optimizer optimizer, PlateauMode mode = PlateauMode.Min, double factor = 0.1, int patience = 10, double threshold = 1e-4,
        ThresholdMode thresholdMode = ThresholdMode.Rel, int cooldown = 0, PerGroup? minLr = null, double eps = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!(factor < 1)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "ReduceLROnPlateau: the factor must be below 1.");
        Optimizer = optimizer;
        (_mode, _thresholdMode, _factor, _threshold, _eps) = (mode, thresholdMode, factor, threshold, eps);
        (_patience, _cooldown) = (patience, cooldown);
        _minLrs = (minLr ?? 0).For(nameof(ReduceLROnPlateau), optimizer, nameof(minLr));
        _best = mode == PlateauMode.Min ? double.PositiveInfinity : double.NegativeInfinity;
        _lastLr = Lrs();
    }

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The best result so far.</summary>
    public double Best => _best;

    /// <summary>The rates that were set last, for each group.</summary>
    public IReadOnlyList<double> GetLastLR() => [.. _lastLr];

    /// <summary>Takes notice of a result, and changes the rates if it is time.</summary>
    /// <param name="metrics">The result.</param>
    public void Step(double metrics)
    {
        _lastEpoch++;
        if (IsBetter(metrics)) (_best, _numBadEpochs) = (metrics, 0);
        else _numBadEpochs++;
        if (_cooldownCounter > 0)
        {
            _cooldownCounter--;
            _numBadEpochs = 0;
        }
        if (_numBadEpochs > _patience)
        {
            Reduce();
            (_cooldownCounter, _numBadEpochs) = (_cooldown, 0);
        }
        _lastLr = Lrs();
    }

    /// <inheritdoc/>
    public OrderedDictionary<string, object?> StateDict() => NamedState.Write(nameof(ReduceLROnPlateau), Visit);

    /// <inheritdoc/>
    public void LoadStateDict(IDictionary state) => NamedState.Read(nameof(ReduceLROnPlateau), state, Visit);

    bool IsBetter(double result) => (_mode, _thresholdMode) switch
    {
        (PlateauMode.Min, ThresholdMode.Rel) => result < _best * (1 - _threshold),
        (PlateauMode.Min, _) => result < _best - _threshold,
        (_, ThresholdMode.Rel) => result > _best * (_threshold + 1),
        _ => result > _best + _threshold,
    };

    void Reduce()
    {
        for (var i = 0; i < _minLrs.Length; i++)
        {
            var group = Optimizer.ParameterGroups[i];
            var reduced = Math.Max(group.Lr * _factor, _minLrs[i]);
            if (group.Lr - reduced > _eps) group.Lr = reduced;
        }
    }

    double[] Lrs() => [.. Optimizer.ParameterGroups.Take(_minLrs.Length).Select(group => group.Lr)];

    void Visit(NamedState state)
    {
        state.Number("factor", ref _factor, factor => factor < 1);
        state.Numbers("min_lrs", ref _minLrs);
        state.Number("patience", ref _patience);
        state.Number("cooldown", ref _cooldown);
        state.Number("cooldown_counter", ref _cooldownCounter);
        state.Choice("mode", ref _mode, "min", "max");
        state.Number("threshold", ref _threshold);
        state.Choice("threshold_mode", ref _thresholdMode, "rel", "abs");
        state.Number("best", ref _best);
        state.Number("num_bad_epochs", ref _numBadEpochs);
        state.Number("eps", ref _eps);
        state.Number("last_epoch", ref _lastEpoch);
        state.Numbers("_last_lr", ref _lastLr);
    }
}
