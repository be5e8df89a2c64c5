namespace Adjoint.Optim;

/// <summary>The curve from one learning rate to another.</summary>
public enum AnnealStrategy
{
    /// <summary>Half a cosine: flat at both ends.</summary>
    Cos,

    /// <summary>A line.</summary>
    Linear,
}

/// <summary>
/// One cycle for the whole training: the rate rises from a small one to its maximum and falls to almost nothing, while the momentum falls
/// and rises. Call <see cref="LRScheduler.Step"/> after each batch. Rates changed by hand are overwritten.
/// </summary>
/// <remarks>Smith and Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates", 2018.</remarks>
public sealed class OneCycleLR : LRScheduler
{
    readonly string? _momentum;
    int _totalSteps;
    double _pctStart;
    AnnealStrategy _annealStrategy;
    bool _threePhase;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="maxLr">The largest rate.</param>
    /// <param name="totalSteps">How many steps the cycle has: epochs times batches.</param>
    /// <param name="pctStart">The part of them in which the rate rises.</param>
    /// <param name="annealStrategy">The curve.</param>
    /// <param name="cycleMomentum">Whether the momentum, or the first beta, goes the other way.</param>
    /// <param name="baseMomentum">The smallest momentum; 0.85 if left out.</param>
    /// <param name="maxMomentum">The largest momentum; 0.95 if left out.</param>
    /// <param name="divFactor">By what the first rate is smaller than the largest.</param>
    /// <param name="finalDivFactor">By what the last rate is smaller than the first.</param>
    /// <param name="threePhase">Whether it falls as fast as it rose, back to the first rate, and then to the last;
    /// otherwise to the last at once.</param>
    /// <param name="lastEpoch">The step to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentException">The optimizer has no momentum to be cycled, or numbers are given for another
    /// number of groups.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is not positive, or the part is not from 0 to 1.</exception>
    public OneCycleLR(
        Optimizer optimizer, PerGroup maxLr, int totalSteps, double pctStart = 0.3,
        AnnealStrategy annealStrategy = AnnealStrategy.Cos, bool cycleMomentum = true, PerGroup? baseMomentum = null,
        PerGroup? maxMomentum = null, double divFactor = 25, double finalDivFactor = 1e4, bool threePhase = false, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        Require.Positive(nameof(OneCycleLR), totalSteps);
        if (!(pctStart is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(pctStart), pctStart, "OneCycleLR: a part is from 0 to 1.");
        (_totalSteps, _pctStart, _annealStrategy, _threePhase) = (totalSteps, pctStart, annealStrategy, threePhase);
        if (cycleMomentum) _momentum = GroupOption.Momentum(optimizer, nameof(OneCycleLR));
        if (lastEpoch == -1)
        {
            double[] max = maxLr.For(nameof(OneCycleLR), optimizer, nameof(maxLr));
            double[] first = Array.ConvertAll(max, lr => lr / divFactor);
            SetInitial(optimizer, first);
            SetBase(first);
            GroupOption.Set(optimizer, "max_lr", max);
            GroupOption.Set(optimizer, "min_lr", Array.ConvertAll(first, lr => lr / finalDivFactor));
            if (cycleMomentum)
            {
                GroupOption.Set(
                    optimizer, "max_momentum", (maxMomentum ?? 0.95).For(nameof(OneCycleLR), optimizer, nameof(maxMomentum)));
                GroupOption.Set(
                    optimizer, "base_momentum", (baseMomentum ?? 0.85).For(nameof(OneCycleLR), optimizer, nameof(baseMomentum)));
            }
        }
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group)
    {
        if (LastEpoch > _totalSteps)
            throw new InvalidOperationException($"OneCycleLR: the cycle has {_totalSteps} steps, and this is step {LastEpoch + 1}.");
        var options = Optimizer.ParameterGroups[group];
        var (from, to, part) = Phase();
        if (_momentum is not null) options[_momentum] = Anneal(Momentum(from), Momentum(to), part);
        return Anneal(options[from].ToDouble(), options[to].ToDouble(), part);

        // The momentum is largest where the rate is small.
        double Momentum(string lr) => options[lr == "max_lr" ? "base_momentum" : "max_momentum"].ToDouble();
    }

    // Between which rates the step lies, and how far from one to the other.
    (string From, string To, double Part) Phase()
    {
        double rise = _pctStart * _totalSteps - 1, fall = 2 * _pctStart * _totalSteps - 2, end = _totalSteps - 1;
        if (LastEpoch <= rise) return ("initial_lr", "max_lr", Part(0, rise));
        if (!_threePhase) return ("max_lr", "min_lr", Part(rise, end));
        if (LastEpoch <= fall) return ("max_lr", "initial_lr", Part(rise, fall));
        return ("initial_lr", "min_lr", Part(fall, end));

        // A phase without length is at its end.
        double Part(double from, double to) => to > from ? (LastEpoch - from) / (to - from) : 1;
    }

    double Anneal(double from, double to, double part) => _annealStrategy == AnnealStrategy.Linear
        ? (to - from) * part + from
        : to + (from - to) / 2 * (Math.Cos(Math.PI * part) + 1);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("total_steps", ref _totalSteps, least: 1);
        state.Number("pct_start", ref _pctStart, part => part is >= 0 and <= 1);
        state.Flag("three_phase", ref _threePhase);
        state.Choice("anneal_strategy", ref _annealStrategy, "cos", "linear");
    }
}
