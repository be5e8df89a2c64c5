namespace Adjoint.Optim;

public abstract partial class Optimizer
{
    // How PyTorch is to compute; it writes them down for all optimizers. They mean nothing here, and are passed on.
    static readonly string[] s_passed = ["foreach", "fused", "capturable", "differentiable"];

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
    /// <exception cref="InvalidOperationException">The groups differ in number or size, an option is unknown, of another kind or
    /// impossible, or a tensor does not have its parameter's shape; nothing is changed then.</exception>
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
        var groups = _groups.Select((group, g) => Read(theirs[g].Options, group, g)).ToList();
        var loaded = groups.Select((group, g) => group.Parameters.Select((parameter, i) =>
            state.State.TryGetValue(theirs[g].Parameters[i], out var tensors) ? Read(tensors, group, parameter) : null).ToArray()).ToList();
        for (var g = 0; g < _groups.Count; g++)
        {
            foreach (var (name, value) in theirs[g].Options) _groups[g][name] = value;
            _states[g] = loaded[g];
        }
        if (IsOneVector) Recall(_states[0][0] ??= new());
    }

    /// <summary>Whether all parameters are one vector, of which everything is remembered with the first.</summary>
    private protected virtual bool IsOneVector => false;

    /// <summary>Whether a tensor of a state can be what is remembered of a parameter under that name.</summary>
    private protected virtual bool Fits(string name, Tensor tensor, Tensor parameter) =>
        tensor.Rank == 0 || tensor.Shape == parameter.Shape;

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

    // A group as it will be, checked as one that is added.
    ParameterGroup Read(IReadOnlyDictionary<string, Scalar> options, ParameterGroup group, int number)
    {
        var loaded = new ParameterGroup(group.Parameters);
        foreach (var (name, value) in group.Options) loaded[name] = value;
        foreach (var (name, value) in options)
        {
            if (!IsOption(name) && !group.Has(name) && !s_passed.Contains(name) && !GroupOption.IsOfScheduler(name))
                throw new InvalidOperationException(NoOption(name));
            if (group.Has(name) && group[name].IsBool != value.IsBool)
                throw new InvalidOperationException(
                    $"{GetType().Name}: the option '{name}' is {(value.IsBool ? "a number" : "a truth value")}, " +
                    $"and the state dict has {value} in group {number}.");
            loaded[name] = value;
        }
        try
        {
            Validate(loaded);
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException(
                $"{GetType().Name}: the options of group {number} in the state dict are impossible: " +
                e.Message.ReplaceLineEndings(" "), e);
        }
        return loaded;
    }

    ParameterState Read(IReadOnlyDictionary<string, Tensor> tensors, ParameterGroup group, Tensor parameter)
    {
        var state = NewState(group, parameter);
        foreach (var (name, tensor) in tensors)
        {
            if (name == "step")
            {
                state.Step = Number(name, tensor) is >= 0 and var step ? step : throw Unfit(name, tensor);
                continue;
            }
            if (state.Numbers.TryGet(name, out _))
            {
                state.Numbers.Set(name, Number(name, tensor));
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

    double Number(string name, Tensor tensor) =>
        tensor.Count == 1 && tensor.Item() is var number && double.IsFinite(number) ? number : throw Unfit(name, tensor);

    InvalidOperationException Unfit(string name, Tensor tensor) => new(
        $"{GetType().Name}: {name} is no number that can be, but {(tensor.Count == 1 ? tensor.Item() : $"of shape {tensor.Shape}")}.");
}
