namespace Adjoint.Optim;

/// <summary>
/// Makes of several small batches the step of a large one: <see cref="Backward"/> adds their gradients,
/// each divided by the number of batches, and after the last of them the optimizer steps and the gradients are cleared.
/// With losses that are means, the step is that of one batch with all examples.
/// </summary>
public sealed class GradientAccumulator
{
    readonly Optimizer _optimizer;
    readonly Action? _beforeStep;
    readonly GradScaler? _scaler;

    /// <summary>Makes an accumulator.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="steps">How many batches make a step.</param>
    /// <param name="beforeStep">What is done before each step: <c>() => Utils.ClipGradNorm(model.Parameters(), 1)</c>.</param>
    /// <param name="scaler">A scaler for half precision; gradients are divided before <paramref name="beforeStep"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public GradientAccumulator(Optimizer optimizer, int steps, Action? beforeStep = null, GradScaler? scaler = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Require.Positive(nameof(GradientAccumulator), steps);
        (_optimizer, Steps, _beforeStep, _scaler) = (optimizer, steps, beforeStep, scaler);
    }

    /// <summary>How many batches make a step.</summary>
    public int Steps { get; }

    /// <summary>How many batches wait for a step.</summary>
    public int Pending { get; private set; }

    /// <summary>Adds the gradients of a batch's loss; after the last batch makes the step and clears the gradients.</summary>
    /// <returns>Whether the step was made, the time for a scheduler's.</returns>
    public bool Backward(Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var part = Steps == 1 ? loss : loss / Steps;
        (_scaler is null ? part : _scaler.Scale(part)).Backward();
        if (++Pending < Steps) return false;
        Step();
        return true;
    }

    /// <summary>Makes the step of the batches that wait, as if there had been no more; at the end of an epoch.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Flush()
    {
        if (Pending == 0) return false;
        if (Pending < Steps) Tensor.ScaleAll(_optimizer.Gradients(), (double)Steps / Pending);
        Step();
        return true;
    }

    void Step()
    {
        Pending = 0;
        if (_beforeStep is not null)
        {
            _scaler?.Unscale(_optimizer);
            _beforeStep();
        }
        if (_scaler is null) _optimizer.Step();
        else
        {
            _scaler.Step(_optimizer);
            _scaler.Update();
        }
        _optimizer.ZeroGrad();
    }
}
