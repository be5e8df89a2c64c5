namespace Adjoint.Optim;

/// <summary>
/// The rate goes from where it is to a constant one within some epochs, for averaging weights from then on; see
/// <see cref="AveragedModel"/>.
/// </summary>
/// <remarks>Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", 2018.</remarks>
public sealed class SWALR : LRScheduler
{
    const string SwaLr = "swa_lr";

    int _annealEpochs;
    AnnealStrategy _annealStrategy;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="swaLr">The constant rate.</param>
    /// <param name="annealEpochs">How many epochs it takes to get there.</param>
    /// <param name="annealStrategy">The curve.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is negative.</exception>
    public SWALR(
        Optimizer optimizer, PerGroup swaLr, int annealEpochs = 10, AnnealStrategy annealStrategy = AnnealStrategy.Cos, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        Require.NotNegative(nameof(SWALR), annealEpochs);
        (_annealEpochs, _annealStrategy) = (annealEpochs, annealStrategy);
        GroupOption.Set(optimizer, SwaLr, swaLr.For(nameof(SWALR), optimizer, nameof(swaLr)));
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group)
    {
        var step = _annealEpochs == 0 ? Math.Max(1, StepCount - 1) : StepCount - 1;
        double target = Optimizer.ParameterGroups[group][SwaLr].ToDouble(), last = Alpha(step - 1), now = Alpha(step);
        // From where the present rate is on its way follows where it came from.
        var start = last == 1 ? target : (Lr(group) - last * target) / (1 - last);
        return target * now + start * (1 - now);
    }

    double Alpha(int step)
    {
        var t = Math.Clamp((double)step / Math.Max(1, _annealEpochs), 0, 1);
        return _annealStrategy == AnnealStrategy.Linear ? t : (1 - Math.Cos(Math.PI * t)) / 2;
    }

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        state.Number("anneal_epochs", ref _annealEpochs, least: 0);
        state.Choice("anneal_strategy", ref _annealStrategy, "cos", "linear");
    }
}
