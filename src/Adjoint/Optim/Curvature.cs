namespace Adjoint.Optim;

/// <summary>What <see cref="LBFGS"/> knows of the curvature: the last steps, and how the gradient changed with each.</summary>
internal sealed class Curvature
{
    // A change of the gradient that hardly goes along with the step tells nothing.
    const double Least = 1e-10;

    readonly List<(Tensor Change, Tensor Step, double Inverse)> _history = [];
    double _scale = 1;

    public void Clear()
    {
        _history.Clear();
        _scale = 1;
    }

    /// <summary>Remembers a step, and forgets the oldest beyond <paramref name="most"/>.</summary>
    public void Learn(Tensor change, Tensor step, int most)
    {
        var product = change.Dot(step).Item();
        if (product <= Least) return;
        if (_history.Count == most) _history.RemoveAt(0);
        MemoryFrame.Free(change.Storage);
        MemoryFrame.Free(step.Storage);
        _history.Add((change, step, 1 / product));
        _scale = product / change.Dot(change).Item();
    }

    /// <summary>-H g, by the two loops over the history.</summary>
    public Tensor Descent(Tensor gradient)
    {
        var factors = new double[_history.Count];
        var direction = -gradient;
        for (var i = _history.Count - 1; i >= 0; i--)
        {
            var (change, step, inverse) = _history[i];
            factors[i] = step.Dot(direction).Item() * inverse;
            direction = direction - change * factors[i];
        }
        direction = direction * _scale;
        for (var i = 0; i < _history.Count; i++)
        {
            var (change, step, inverse) = _history[i];
            direction = direction + step * (factors[i] - change.Dot(direction).Item() * inverse);
        }
        return direction;
    }

    /// <summary>Writes the history, as lists in PyTorch's structure: <c>old_dirs.0</c> and so on.</summary>
    public void Remember(ParameterState state)
    {
        state.Numbers.Set("H_diag", _scale);
        for (var i = 0; i < _history.Count; i++)
        {
            state[$"old_dirs.{i}"] = _history[i].Change;
            state[$"old_stps.{i}"] = _history[i].Step;
            state[$"ro.{i}"] = Tensor.Full([], _history[i].Inverse, DType.Float64);
        }
    }

    /// <summary>Reads what <see cref="Remember"/> wrote.</summary>
    public void Recall(ParameterState state, double scale)
    {
        Clear();
        _scale = scale;
        while (state[$"old_dirs.{_history.Count}"] is { } change && state[$"old_stps.{_history.Count}"] is { } step
            && state[$"ro.{_history.Count}"] is { } inverse)
            _history.Add((change, step, inverse.Item()));
    }
}
