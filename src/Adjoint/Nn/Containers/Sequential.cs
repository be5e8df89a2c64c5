using System.Collections;

namespace Adjoint.Nn;

/// <summary>
/// Modules one after the other: the output of each is the input of the next. Their names are their positions, <c>0</c>,
/// <c>1</c> and so on, unless they are given others: <c>new Sequential { { "fc", new Linear(2, 8) }, { "act", new Tanh() } }</c>.
/// </summary>
public sealed class Sequential : Module, IReadOnlyList<Module>
{
    readonly OrderedDictionary<string, Module> _modules = [];

    /// <summary>Makes a sequence of <paramref name="modules"/>.</summary>
    public Sequential(params ReadOnlySpan<Module> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>Makes a sequence of <paramref name="modules"/>.</summary>
    public Sequential(IEnumerable<Module> modules) : this([.. modules]) { }

    /// <summary>How many modules there are.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a position; a module may be replaced by another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public Module this[int index]
    {
        get => _modules.GetAt(index).Value;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _modules.SetAt(index, value);
        }
    }

    /// <summary>Adds a module to the end.</summary>
    public void Add(Module module) => Add($"{Count}", module);

    /// <summary>Adds a module to the end under a name of its own.</summary>
    /// <exception cref="ArgumentException">The name is taken, empty or contains a dot.</exception>
    public void Add(string name, Module module)
    {
        CheckName(name);
        ArgumentNullException.ThrowIfNull(module);
        _modules.Add(name, module);
    }

    /// <summary>A sequence of some of the modules, which are shared: <c>model[1..]</c>.</summary>
    public Sequential Slice(int start, int length)
    {
        var slice = new Sequential();
        foreach (var (name, module) in _modules.Skip(start).Take(length)) slice.Add(name, module);
        return slice;
    }

    /// <inheritdoc/>
    public IEnumerator<Module> GetEnumerator() => _modules.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        for (var i = 0; i < _modules.Count; i++) x = _modules.GetAt(i).Value.Call(x);
        return x;
    }

    /// <inheritdoc/>
    protected override void VisitMembers(MemberVisitor visitor)
    {
        foreach (var (name, module) in _modules) visitor.Child(name, module);
    }
}
