using System.Collections;

namespace Adjoint.Optim;

/// <summary>
/// Multiplies the loss by a large number before the backward pass, so that small gradients are not lost in <see cref="DType.Float16"/>,
/// and divides the gradients by it before the step. A step with infinite gradients or NaN is left out and the factor made smaller;
/// after many good steps it becomes larger. <see cref="DType.BFloat16"/> does not need it.
/// </summary>
/// <remarks>
/// In a training step: <c>scaler.Scale(loss).Backward(); scaler.Step(optimizer); scaler.Update();</c>. To clip gradients, call
/// <see cref="Unscale"/> first. PyTorch's <c>torch.amp.GradScaler</c>; Micikevicius et al., "Mixed Precision Training", 2018.
/// </remarks>
public sealed class GradScaler : IStateful
{
    enum Stage
    {
        Unscaled,
        Stepped,
    }

    readonly Dictionary<Optimizer, (Stage Stage, bool IsFinite)> _optimizers = new(ReferenceEqualityComparer.Instance);
    double _scale, _growthFactor, _backoffFactor;
    int _growthInterval, _growthTracker;

    /// <summary>Makes a scaler.</summary>
    /// <param name="initScale">The first factor.</param>
    /// <param name="growthFactor">By what it becomes larger.</param>
    /// <param name="backoffFactor">By what it becomes smaller.</param>
    /// <param name="growthInterval">After how many good steps it becomes larger.</param>
    /// <param name="enabled">Whether anything is done; if not, steps are plain ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">The growth factor is not above 1, or the backoff factor not below.</exception>
    public GradScaler(
        double initScale = 65536, double growthFactor = 2, double backoffFactor = 0.5, int growthInterval = 2000, bool enabled = true)
    {
        if (!(growthFactor > 1))
            throw new ArgumentOutOfRangeException(nameof(growthFactor), growthFactor, "GradScaler: the growth factor must be above 1.");
        if (!(backoffFactor < 1))
            throw new ArgumentOutOfRangeException(nameof(backoffFactor), backoffFactor, "GradScaler: the backoff factor must be below 1.");
        (_scale, _growthFactor, _backoffFactor, _growthInterval, IsEnabled) =
            (initScale, growthFactor, backoffFactor, growthInterval, enabled);
    }

    /// <summary>Whether anything is done.</summary>
    public bool IsEnabled { get; }

    /// <summary>The factor; 1 if nothing is done.</summary>
    public double GetScale() => IsEnabled ? _scale : 1;

    /// <summary>
    /// A loss times the factor; one in half precision is converted to <see cref="DType.Float32"/> first, where the factor has room.
    /// </summary>
    public Tensor Scale(Tensor outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (!IsEnabled) return outputs;
        return outputs.To(outputs.DType.Widened) * _scale;
    }

    /// <summary>
    /// Divides the gradients of an optimizer's parameters by the factor, in place, and looks for infinity and NaN.
    /// <see cref="Step"/> does it if it was not done.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was done since the last <see cref="Update"/>, there are no gradients,
    /// or some are <see cref="DType.Float16"/>.</exception>
    public void Unscale(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!IsEnabled) return;
        if (_optimizers.TryGetValue(optimizer, out var done))
            throw new InvalidOperationException(
                $"GradScaler.Unscale: {(done.Stage == Stage.Unscaled ? "it was done already" : "the step was made")} " +
                "since the last Update().");
        var gradients = optimizer.Gradients();
        if (gradients.Count == 0)
            throw new InvalidOperationException(
                "GradScaler: the optimizer's parameters have no gradients; call scaler.Scale(loss).Backward() first.");
        if (gradients.Any(gradient => gradient.DType == DType.Float16))
            throw new InvalidOperationException(
                "GradScaler: gradients are Float16, in which they cannot be divided without loss; " +
                "keep the parameters in Float32 and compute in Autograd.Autocast(DType.Float16).");
        _optimizers[optimizer] = (Stage.Unscaled, Tensor.AreFinite(gradients));
        Tensor.ScaleAll(gradients, 1 / _scale);
    }

    /// <summary>Makes the optimizer's step, unless a gradient is infinite or NaN.</summary>
    /// <returns>Whether it was made.</returns>
    /// <exception cref="InvalidOperationException">It was made since the last <see cref="Update"/>;
    /// otherwise as <see cref="Unscale"/>.</exception>
    public bool Step(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (IsEnabled)
        {
            if (!_optimizers.TryGetValue(optimizer, out var state))
                Unscale(optimizer);
            else if (state.Stage == Stage.Stepped)
                throw new InvalidOperationException("GradScaler.Step: the step was made since the last Update().");
            var isFinite = _optimizers[optimizer].IsFinite;
            _optimizers[optimizer] = (Stage.Stepped, isFinite);
            if (!isFinite) return false;
        }
        optimizer.Step();
        return true;
    }

    /// <summary>
    /// Makes the factor smaller if a step was left out, and larger after many good ones. Call it once after the steps of all optimizers.
    /// </summary>
    /// <param name="newScale">The factor from now on, if it is not to be found by the scaler.</param>
    /// <exception cref="InvalidOperationException">No step was made.</exception>
    public void Update(double? newScale = null)
    {
        if (!IsEnabled) return;
        if (newScale is { } scale) _scale = scale;
        else if (_optimizers.Count == 0)
            throw new InvalidOperationException("GradScaler.Update: no step was made since the last Update().");
        else if (_optimizers.Values.Any(state => !state.IsFinite)) (_scale, _growthTracker) = (_scale * _backoffFactor, 0);
        else if (++_growthTracker == _growthInterval)
        {
            _growthTracker = 0;
            if (_scale * _growthFactor <= float.MaxValue) _scale *= _growthFactor;
        }
        _optimizers.Clear();
    }

    /// <inheritdoc/>
    public OrderedDictionary<string, object?> StateDict() => IsEnabled ? NamedState.Write(nameof(GradScaler), Visit) : [];

    /// <inheritdoc/>
    public void LoadStateDict(IDictionary state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!IsEnabled) return;
        if (state.Count == 0)
            throw new InvalidOperationException("GradScaler: the state dict is empty, as that of a scaler that does nothing.");
        NamedState.Read(nameof(GradScaler), state, Visit);
    }

    void Visit(NamedState state)
    {
        state.Number("scale", ref _scale, scale => scale > 0);
        state.Number("growth_factor", ref _growthFactor, factor => factor > 1);
        state.Number("backoff_factor", ref _backoffFactor, factor => factor < 1);
        state.Number("growth_interval", ref _growthInterval, least: 1);
        state.Number("_growth_tracker", ref _growthTracker, least: 0);
    }
}
