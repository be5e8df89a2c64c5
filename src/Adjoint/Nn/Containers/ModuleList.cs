using System.Collections;

namespace Adjoint.Nn;

/// <summary>
/// A list of modules that belong to the module that holds it; those in a plain <see cref="List{T}"/> or array do not. Their
/// names are their positions.
/// </summary>
/// <typeparam name="TModule">What the modules have in common, so that they can be called.</typeparam>
public class ModuleList<TModule> : ModuleBase, IList<TModule>, IReadOnlyList<TModule> where TModule : ModuleBase
{
    readonly List<TModule> _modules = [];

    /// <summary>Makes a list of <paramref name="modules"/>.</summary>
    public ModuleList(params ReadOnlySpan<TModule> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>Makes a list of <paramref name="modules"/>.</summary>
    public ModuleList(IEnumerable<TModule> modules) : this([.. modules]) { }

    /// <inheritdoc cref="IReadOnlyCollection{T}.Count"/>
    public int Count => _modules.Count;

    /// <summary>The module at a position.</summary>
    public TModule this[int index]
    {
        get => _modules[index];
        set => _modules[index] = NotNull(value);
    }

    /// <inheritdoc/>
    public void Add(TModule item) => _modules.Add(NotNull(item));

    /// <inheritdoc/>
    public void Insert(int index, TModule item) => _modules.Insert(index, NotNull(item));

    /// <inheritdoc/>
    public bool Remove(TModule item) => _modules.Remove(item);

    /// <inheritdoc/>
    public void RemoveAt(int index) => _modules.RemoveAt(index);

    /// <inheritdoc/>
    public void Clear() => _modules.Clear();

    /// <inheritdoc/>
    public bool Contains(TModule item) => _modules.Contains(item);

    /// <inheritdoc/>
    public int IndexOf(TModule item) => _modules.IndexOf(item);

    /// <inheritdoc/>
    public IEnumerator<TModule> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<TModule>.CopyTo(TModule[] array, int arrayIndex) => _modules.CopyTo(array, arrayIndex);

    bool ICollection<TModule>.IsReadOnly => false;

    /// <inheritdoc/>
    protected sealed override void VisitMembers(MemberVisitor visitor)
    {
        for (var i = 0; i < _modules.Count; i++) visitor.Child($"{i}", _modules[i]);
    }

    static TModule NotNull(TModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module;
    }
}

/// <summary>A list of modules that turn one tensor into another: see <see cref="ModuleList{TModule}"/>.</summary>
public sealed class ModuleList : ModuleList<Module>
{
    /// <inheritdoc/>
    public ModuleList(params ReadOnlySpan<Module> modules) : base(modules) { }

    /// <inheritdoc/>
    public ModuleList(IEnumerable<Module> modules) : base(modules) { }
}
