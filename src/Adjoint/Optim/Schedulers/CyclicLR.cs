namespace Adjoint.Optim;

/// <summary>How the height of the triangles of <see cref="CyclicLR"/> changes.</summary>
public enum CyclicMode
{
    /// <summary>It stays.</summary>
    Triangular,

    /// <summary>It is halved in each cycle.</summary>
    Triangular2,

    /// <summary>It is gamma^step.</summary>
    ExpRange,
}

/// <summary>What the function that scales the height of triangles is given.</summary>
public enum ScaleMode
{
    /// <summary>The number of the cycle, from 1.</summary>
    Cycle,

    /// <summary>The number of the step, from 0.</summary>
    Iterations,
}

/// <summary>
/// The rate goes up and down in triangles between two bounds, and the momentum down and up. Call <see cref="LRScheduler.Step"/> after each
/// batch. Rates changed by hand are overwritten.
/// </summary>
/// <remarks>Smith, "Cyclical Learning Rates for Training Neural Networks", 2017.</remarks>
public sealed class CyclicLR : LRScheduler
{
    readonly Func<double, double>? _scaleFn;
    readonly string? _momentum;
    CyclicMode _mode;
    ScaleMode _scaleMode;
    double[] _maxLrs, _baseMomentums = [], _maxMomentums = [];
    double _totalSize, _stepRatio, _gamma;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="baseLr">The lower bound, where it begins.</param>
    /// <param name="maxLr">The upper bound.</param>
    /// <param name="stepSizeUp">How many steps the way up takes.</param>
    /// <param name="stepSizeDown">How many steps the way down takes; as many if left out.</param>
    /// <param name="mode">How the height of the triangles changes.</param>
    /// <param name="gamma">The factor of <see cref="CyclicMode.ExpRange"/>.</param>
    /// <param name="scaleFn">The height by a function instead of <paramref name="mode"/>.</param>
    /// <param name="scaleMode">What that function is given.</param>
    /// <param name="cycleMomentum">Whether the momentum, or the first beta, goes the other way.</param>
    /// <param name="baseMomentum">Its lower bound.</param>
    /// <param name="maxMomentum">Its upper bound, where it begins.</param>
    /// <param name="lastEpoch">The step to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentException">The optimizer has no momentum to be cycled, or bounds are given for another number
    /// of groups.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps is not positive.</exception>
    public CyclicLR(
        Optimizer optimizer, PerGroup baseLr, PerGroup maxLr, int stepSizeUp = 2000, int? stepSizeDown = null,
        CyclicMode mode = CyclicMode.Triangular, double gamma = 1, Func<double, double>? scaleFn = null,
        ScaleMode scaleMode = ScaleMode.Cycle, bool cycleMomentum = true, PerGroup? baseMomentum = null,
        PerGroup? maxMomentum = null, int lastEpoch = -1)
        : base(AtBase(optimizer, baseLr, lastEpoch), lastEpoch)
    {
        Require.Positive(nameof(CyclicLR), stepSizeUp);
        Require.Positive(nameof(CyclicLR), stepSizeDown ?? 1, nameof(stepSizeDown));
        _maxLrs = maxLr.For(nameof(CyclicLR), optimizer, nameof(maxLr));
        _totalSize = stepSizeUp + (double)(stepSizeDown ?? stepSizeUp);
        _stepRatio = stepSizeUp / _totalSize;
        (_mode, _gamma, _scaleFn) = (mode, gamma, scaleFn);
        _scaleMode = scaleFn is not null ? scaleMode : mode == CyclicMode.ExpRange ? ScaleMode.Iterations : ScaleMode.Cycle;
        if (cycleMomentum)
        {
            _momentum = GroupOption.Momentum(optimizer, nameof(CyclicLR));
            _maxMomentums = (maxMomentum ?? 0.9).For(nameof(CyclicLR), optimizer, nameof(maxMomentum));
            var begin = (baseMomentum ?? 0.8).For(nameof(CyclicLR), optimizer, nameof(baseMomentum));
            if (lastEpoch == -1) GroupOption.Set(optimizer, _momentum, begin);
            _baseMomentums = [.. optimizer.ParameterGroups.Select(group => group[_momentum].ToDouble())];
        }
        SetBase(baseLr.For(nameof(CyclicLR), optimizer, nameof(baseLr)));
        Begin();
    }

    // The rate where the cycle begins is what the optimizer counts as its first.
    static Optimizer AtBase(Optimizer optimizer, PerGroup baseLr, int lastEpoch)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (lastEpoch == -1) GroupOption.Set(optimizer, "lr", baseLr.For(nameof(CyclicLR), optimizer, nameof(baseLr)));
        return optimizer;
    }

    /// <inheritdoc/>
    protected override double GetLR(int group)
    {
        var cycle = Math.Floor(1 + LastEpoch / _totalSize);
        var x = 1 + LastEpoch / _totalSize - cycle;
        var height = x <= _stepRatio ? x / _stepRatio : (x - 1) / (_stepRatio - 1);
        height *= Scale(_scaleMode == ScaleMode.Cycle ? cycle : LastEpoch);
        if (_momentum is not null)
            Optimizer.ParameterGroups[group][_momentum] = _maxMomentums[group] - (_maxMomentums[group] - _baseMomentums[group]) * height;
        return BaseLrs[group] + (_maxLrs[group] - BaseLrs[group]) * height;
    }

    double Scale(double x) =>
        _scaleFn is not null ? _scaleFn(x) :
        _mode == CyclicMode.Triangular2 ? 1 / Math.Pow(2, x - 1) :
        _mode == CyclicMode.ExpRange ? Math.Pow(_gamma, x) : 1;

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Numbers("max_lrs", ref _maxLrs);
        state.Number("total_size", ref _totalSize, size => size > 0);
        state.Number("step_ratio", ref _stepRatio, ratio => ratio is > 0 and < 1);
        state.Choice("mode", ref _mode, "triangular", "triangular2", "exp_range");
        state.Number("gamma", ref _gamma);
        state.Choice("scale_mode", ref _scaleMode, "cycle", "iterations");
        if (_momentum is null) return;
        state.Numbers("base_momentums", ref _baseMomentums);
        state.Numbers("max_momentums", ref _maxMomentums);
    }
}
