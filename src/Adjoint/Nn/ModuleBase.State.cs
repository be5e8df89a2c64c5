namespace Adjoint.Nn;

public abstract partial class ModuleBase
{
    /// <summary>
    /// The parameters and persistent buffers of the module and all modules in it by name. The tensors have no history and
    /// share the module's memory. What occurs several times in the module has an entry for each of its names.
    /// </summary>
    /// <exception cref="InvalidOperationException">A lazy layer has no shape yet.</exception>
    public StateDict StateDict()
    {
        var state = new StateDict();
        if (Pending().FirstOrDefault() is { } pending)
            throw new InvalidOperationException(
                $"StateDict: {pending} of {TypeName} has no shape yet; call the model once with an input like those to come, " +
                "or load a state dict.");
        CollectState("", [], (name, tensor) => state.Add(name, tensor.Detach()));
        return state;
    }

    /// <summary>
    /// Copies the numbers of <paramref name="state"/> into the parameters and persistent buffers of the same names, in
    /// place, converted to their types. Either everything that fits is copied or, when it throws, nothing. Lazy layers that have
    /// no shape yet take that of the tensors.
    /// </summary>
    /// <param name="state">Tensors by name, as from <see cref="StateDict"/> or a file.</param>
    /// <param name="strict">Whether the names must be the same on both sides; otherwise those that are not are left out.</param>
    /// <returns>The names that were left out.</returns>
    /// <exception cref="InvalidOperationException">A tensor has another shape; or, if <paramref name="strict"/>,
    /// a name is missing or unexpected.</exception>
    public LoadResult LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        var own = new StateDict();
        CollectState("", [], own.Add);
        var lazy = Pending().SelectMany(module => module.Parameters(recurse: false).Concat(module.Buffers(recurse: false)))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var missing = own.Keys.Where(name => !state.ContainsKey(name)).ToList();
        var unexpected = state.Keys.Where(name => !own.ContainsKey(name)).ToList();
        var fitting = own.Where(entry => state.ContainsKey(entry.Key)).ToList();
        var problems = fitting
            .Where(entry =>
                entry.Value.Shape != state[entry.Key].Shape && !(lazy.Contains(entry.Value) && entry.Value.Rank == state[entry.Key].Rank))
            .Select(entry => $"{entry.Key} has shape {state[entry.Key].Shape} where the module has {entry.Value.Shape}")
            .ToList();
        if (strict && missing.Count > 0) problems.Insert(0, $"missing: {string.Join(", ", missing)}");
        if (strict && unexpected.Count > 0) problems.Insert(0, $"unexpected: {string.Join(", ", unexpected)}");
        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"LoadStateDict: the state dict does not fit {TypeName}: {string.Join("; ", problems)}."
                + (strict ? " Names that differ can be left out with strict: false." : ""));
        }
        using var mode = Autograd.NoGrad();
        foreach (var (name, tensor) in fitting)
        {
            if (tensor.Shape == state[name].Shape) tensor.CopyFrom(state[name]);
            else tensor.Data = Tensor.Empty(state[name].Shape, tensor.DType).CopyFrom(state[name]);
        }
        return new(missing, unexpected);
    }

    // Those of the modules that wait for an input to take their shape from.
    IEnumerable<ModuleBase> Pending() => Modules().Where(module => module is ILazy { IsPending: true });

    void CollectState(string prefix, HashSet<ModuleBase> path, Action<string, Tensor> add)
    {
        Enter(prefix, path);
        var members = Read();
        foreach (var (name, parameter) in members.Parameters) add(Join(prefix, name), parameter);
        foreach (var (name, buffer, persistent) in members.Buffers)
        {
            if (persistent) add(Join(prefix, name), buffer);
        }
        foreach (var (name, child) in members.Children) child.CollectState(Join(prefix, name), path, add);
        path.Remove(this);
    }
}
