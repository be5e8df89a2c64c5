using System.ComponentModel;

namespace Adjoint.Nn;

/// <summary>
/// What all modules share: their parameters, buffers and children, found by code that is generated for each
/// <c>partial class</c> that derives from this one. Derive from <see cref="Module"/>, or from <see cref="Module{TIn, TOut}"/>
/// and its siblings where the input or the output is not a single tensor.
/// </summary>
/// <remarks>
/// Members are looked up whenever they are asked for: a parameter that is assigned to a field later counts from then on.
/// </remarks>
public abstract partial class ModuleBase
{
    // A module that contains itself must not be printed for ever.
    [ThreadStatic]
    static HashSet<ModuleBase>? t_printing;

    /// <summary>Whether the module is being trained. Layers such as <see cref="Dropout"/> behave differently when it is not.</summary>
    /// <remarks>
    /// Set for a whole model with <see cref="ModuleExtensions.Train"/> and <see cref="ModuleExtensions.Eval"/>;
    /// this concerns one module alone.
    /// </remarks>
    public bool Training { get; set; } = true;

    /// <summary>The parameters of the module and, unless <paramref name="recurse"/> is false, of all modules in it; each once.</summary>
    public IEnumerable<Parameter> Parameters(bool recurse = true) => NamedParameters(recurse).Select(named => named.Parameter);

    /// <summary>
    /// The parameters with their names, such as <c>layer1.weight</c>; one that occurs several times has the first of its names.
    /// </summary>
    public IEnumerable<(string Name, Parameter Parameter)> NamedParameters(bool recurse = true) =>
        Distinct(recurse, members => members.Parameters);

    /// <summary>The buffers of the module and, unless <paramref name="recurse"/> is false, of all modules in it; each once.</summary>
    public IEnumerable<Tensor> Buffers(bool recurse = true) => NamedBuffers(recurse).Select(named => named.Buffer);

    /// <summary>The buffers with their names, such as <c>norm.running_mean</c>, persistent or not.</summary>
    public IEnumerable<(string Name, Tensor Buffer)> NamedBuffers(bool recurse = true) =>
        Distinct(recurse, members => members.Buffers.Select(buffer => (buffer.Name, buffer.Buffer)));

    /// <summary>The modules this one holds itself; each once.</summary>
    public IEnumerable<ModuleBase> Children() => NamedChildren().Select(named => named.Module);

    /// <summary>The modules this one holds itself with their names; each once.</summary>
    public IEnumerable<(string Name, ModuleBase Module)> NamedChildren() => Read().Children.DistinctBy(child => child.Child);

    /// <summary>This module and all modules in it, a module before those it holds; each once.</summary>
    public IEnumerable<ModuleBase> Modules() => NamedModules().Select(named => named.Module);

    /// <summary>This module, whose name is empty, and all modules in it with their names, such as <c>encoder.0</c>; each once.</summary>
    public IEnumerable<(string Name, ModuleBase Module)> NamedModules()
    {
        var found = new List<(string, ModuleBase)>();
        CollectModules("", found, []);
        return found;
    }

    /// <summary>Clears the gradient of every parameter.</summary>
    /// <param name="setToNull">Whether <see cref="Tensor.Grad"/> becomes null, which is faster; otherwise it is filled with zeros.</param>
    public void ZeroGrad(bool setToNull = true)
    {
        foreach (var parameter in Parameters()) parameter.ClearGrad(setToNull);
    }

    /// <summary>The module as a tree, one line for each module in it, as PyTorch prints it.</summary>
    public override string ToString()
    {
        var printing = t_printing ??= [];
        if (!printing.Add(this)) return $"{TypeName}(...)";
        try
        {
            var extra = ExtraRepr();
            var children = Read().Children;
            if (children.Count == 0 && !extra.Contains('\n', StringComparison.Ordinal)) return $"{TypeName}({extra})";
            var lines = children.Select(child => $"({child.Name}): {child.Child}");
            if (extra.Length > 0) lines = lines.Prepend(extra);
            return $"{TypeName}(\n  {string.Join('\n', lines).Replace("\n", "\n  ", StringComparison.Ordinal)}\n)";
        }
        finally
        {
            printing.Remove(this);
        }
    }

    /// <summary>What stands between the parentheses when the module is printed: <c>in_features=2, out_features=8</c>.</summary>
    protected virtual string ExtraRepr() => "";

    /// <summary>Shows every member to <paramref name="visitor"/>. Generated; containers of modules write it by hand.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void VisitMembers(MemberVisitor visitor) { }

    /// <summary>The name of the module's type as it is printed.</summary>
    internal string TypeName => GetType().Name.Split('`')[0];

    /// <summary>The members of this module alone.</summary>
    internal Members Read()
    {
        var members = new Members(this);
        VisitMembers(members);
        foreach (var computed in _computed ?? []) computed.Replace(members);
        return members;
    }

    /// <summary>
    /// <paramref name="value"/> with every tensor in it replaced: itself, those of a pair, a triple or an array, those of an LSTM.
    /// </summary>
    private protected static T Map<T>(T value, Func<Tensor, Tensor> map)
    {
        Tensor Each(Tensor? tensor) => tensor is null ? tensor! : map(tensor);
        return value switch
        {
            Tensor tensor => (T)(object)map(tensor),
            ValueTuple<Tensor, Tensor>(var a, var b) => (T)(object)(Each(a), Each(b)),
            ValueTuple<Tensor, (Tensor, Tensor)>(var a, (var b, var c)) => (T)(object)(Each(a), (Each(b), Each(c))),
            ValueTuple<Tensor, Tensor, Tensor>(var a, var b, var c) => (T)(object)(Each(a), Each(b), Each(c)),
            Tensor[] tensors => (T)(object)Array.ConvertAll(tensors, Each),
            _ => value,
        };
    }

    IEnumerable<(string Name, T Member)> Distinct<T>(bool recurse, Func<Members, IEnumerable<(string Name, T Member)>> select)
        where T : class
    {
        var seen = new HashSet<T>(ReferenceEqualityComparer.Instance);
        foreach (var (prefix, module) in recurse ? NamedModules() : [("", this)])
        {
            foreach (var (name, member) in select(module.Read()))
            {
                if (seen.Add(member)) yield return (Join(prefix, name), member);
            }
        }
    }

    internal void ApplyToTree(Action<ModuleBase> action, HashSet<ModuleBase> path)
    {
        Enter("Apply", path);
        foreach (var child in Children()) child.ApplyToTree(action, path);
        path.Remove(this);
        action(this);
    }

    void CollectModules(string name, List<(string, ModuleBase)> found, HashSet<ModuleBase> seen)
    {
        if (!seen.Add(this)) return;
        found.Add((name, this));
        foreach (var (childName, child) in Read().Children) child.CollectModules(Join(name, childName), found, seen);
    }

    /// <summary>Throws if a module cannot be held under that name.</summary>
    private protected static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"A module cannot be called '{name}': dots separate the names of nested modules.", nameof(name));
    }

    void Enter(string where, HashSet<ModuleBase> path)
    {
        if (!path.Add(this))
            throw new InvalidOperationException($"{where}: {TypeName} contains itself; mark a reference to a parent with [NotState].");
    }

    static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}
