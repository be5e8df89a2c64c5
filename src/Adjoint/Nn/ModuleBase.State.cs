namespace Adjoint.Nn;

public abstract partial class ModuleBase
{
    /// <summary>
    /// The parameters and persistent buffers of the module and all modules in it by name. The tensors have no history and
    /// share the module's memory. What occurs several times in the module has an entry for each of its names.
    /// </summary>
    public StateDict StateDict()
    {
        var state = new StateDict();
        CollectState("", [], (name, tensor) => state.Add(name, tensor.Detach()));
        return state;
    }

    /// <summary>
    /// Copies the numbers of <paramref name="state"/> into the parameters and persistent buffers of the same names, in
    /// place, converted to their types. Either everything that fits is copied or, when it throws, nothing.
    /// </summary>
    /// <param name="state">Tensors by name, as from <see cref="StateDict"/> or a file.</param>
    /// <param name="strict">Whether the names must be the same on both sides; otherwise those that are not are left out.</param>
    /// <returns>The names that were left out.</returns>
    /// <exception cref="InvalidOperationException">A tensor has another shape; or, if <paramref name="strict"/>, a name is missing or unexpected.</exception>
    public LoadResult LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        var own = new StateDict();
        CollectState("", [], own.Add);
        var missing = own.Keys.Where(name => !state.ContainsKey(name)).ToList();
        var unexpected = state.Keys.Where(name => !own.ContainsKey(name)).ToList();
        var fitting = own.Where(entry => state.ContainsKey(entry.Key)).ToList();
        var problems = fitting
            .Where(entry => entry.Value.Shape != state[entry.Key].Shape)
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
        foreach (var (name, tensor) in fitting) tensor.CopyFrom(state[name]);
        return new(missing, unexpected);
    }

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
