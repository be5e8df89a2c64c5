namespace Adjoint.Optim;

public abstract partial class Optimizer
{
    /// <summary>What is needed to go on with the same parameters in the same order later: options and what was remembered.</summary>
    public OptimizerState StateDict()
    {
        if (IsOneVector) Remember(_states[0][0] = new());
        var states = new OrderedDictionary<int, IReadOnlyDictionary<string, Tensor>>();
        var groups = new List<ParameterGroupState>();
        var number = 0;
        for (var g = 0; g < _groups.Count; g++)
        {
            var first = number;
            foreach (var state in _states[g])
            {
                if (state is not null && Write(state) is { Count: > 0 } tensors) states.Add(number, tensors);
                number++;
            }
            groups.Add(new(new OrderedDictionary<string, Scalar>(_groups[g].Options), [.. Enumerable.Range(first, number - first)]));
        }
        return new(states, groups);
    }

    /// <summary>
    /// Goes on where another optimizer was: takes its options and copies what it remembered, converted to the parameters' types.
    /// </summary>
    /// <exception cref="InvalidOperationException">The groups differ in number or size, or a tensor does not have its parameter's shape;
    /// nothing is changed then.</exception>
    public void LoadStateDict(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var theirs = state.ParameterGroups;
        if (!theirs.Select(group => group.Parameters.Count).SequenceEqual(_groups.Select(group => group.Parameters.Count)))
        {
            throw new InvalidOperationException(
                $"{GetType().Name}: the state dict has groups of {string.Join(", ", theirs.Select(group => group.Parameters.Count))} " +
                $"parameters, the optimizer of {string.Join(", ", _groups.Select(group => group.Parameters.Count))}.");
        }
        var loaded = _groups.Select((group, g) => group.Parameters.Select((parameter, i) =>
            state.State.TryGetValue(theirs[g].Parameters[i], out var tensors) ? Read(tensors, group, parameter) : null).ToArray()).ToList();
        for (var g = 0; g < _groups.Count; g++)
        {
            foreach (var (name, value) in theirs[g].Options) _groups[g][name] = value;
            _states[g] = loaded[g];
        }
        if (IsOneVector) Recall(_states[0][0] ??= new());
    }

    /// <summary>Whether all parameters are one vector, of which everything is remembered with the first, in any shape.</summary>
    private protected virtual bool IsOneVector => false;

    /// <summary>Whether a tensor of a state can be what is remembered of a parameter under that name.</summary>
    private protected virtual bool Fits(string name, Tensor tensor, Tensor parameter) =>
        IsOneVector || tensor.Rank == 0 || tensor.Shape == parameter.Shape;

    /// <summary>Writes down what is remembered of the one vector.</summary>
    private protected virtual void Remember(ParameterState state) { }

    /// <summary>Reads it.</summary>
    private protected virtual void Recall(ParameterState state) { }

    static OrderedDictionary<string, Tensor> Write(ParameterState state)
    {
        var tensors = new OrderedDictionary<string, Tensor>();
        if (state.Step > 0) tensors.Add("step", Tensor.Full([], state.Step));
        foreach (var (name, number) in state.Numbers) tensors.Add(name, Tensor.Full([], number, DType.Float64));
        foreach (var (name, tensor) in state.Tensors) tensors.Add(name, tensor);
        return tensors;
    }

    ParameterState Read(IReadOnlyDictionary<string, Tensor> tensors, ParameterGroup group, Tensor parameter)
    {
        var state = NewState(group, parameter);
        foreach (var (name, tensor) in tensors)
        {
            if (name == "step")
            {
                state.Step = tensor.Item();
                continue;
            }
            if (state.Numbers.TryGet(name, out _))
            {
                state.Numbers.Set(name, tensor.Item());
                continue;
            }
            if (!Fits(name, tensor, parameter))
                throw new InvalidOperationException(
                    $"{GetType().Name}: {name} has shape {tensor.Shape} where the parameter has {parameter.Shape}.");
            var copy = tensor.Detach().Copy();
            state[name] = tensor.DType.IsFloatingPoint ? copy.Convert(parameter.DType) : copy;
        }
        return state;
    }
}
