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

    /// <summary>Writes the history, each list as one tensor.</summary>
    public void Remember(ParameterState state)
    {
        state.Numbers.Set("H_diag", _scale);
        if (_history.Count == 0) return;
        state["old_dirs"] = Tensor.Stack([.. _history.Select(entry => entry.Change)]);
        state["old_stps"] = Tensor.Stack([.. _history.Select(entry => entry.Step)]);
        state["ro"] = Tensor.From<double>([.. _history.Select(entry => entry.Inverse)]);
    }

    /// <summary>Reads what <see cref="Remember"/> wrote.</summary>
    public void Recall(ParameterState state, double scale)
    {
        Clear();
        _scale = scale;
        if (state["old_dirs"] is not { } changes || state["old_stps"] is not { } steps || state["ro"] is not { } inverses) return;
        for (var i = 0; i < changes.Size(0); i++) _history.Add((changes[i], steps[i], inverses[i].Item()));
    }
}
