using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Adjoint.Nn;

/// <summary>
/// Modules by name that belong to the module that holds the dictionary; those in a plain <see cref="Dictionary{TKey, TValue}"/>
/// do not. They keep the order in which they were added.
/// </summary>
/// <typeparam name="TModule">What the modules have in common, so that they can be called.</typeparam>
public class ModuleDict<TModule> : ModuleBase, IReadOnlyDictionary<string, TModule> where TModule : ModuleBase
{
    readonly OrderedDictionary<string, TModule> _modules = [];

    /// <summary>Makes an empty dictionary; fill it with <c>{ ["name"] = module }</c> or <see cref="Add"/>.</summary>
    public ModuleDict() { }

    /// <summary>Makes a dictionary of <paramref name="modules"/>.</summary>
    public ModuleDict(IEnumerable<KeyValuePair<string, TModule>> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (var (name, module) in modules) Add(name, module);
    }

    /// <inheritdoc/>
    public int Count => _modules.Count;

    /// <summary>The module of a name; setting it adds or replaces one.</summary>
    /// <exception cref="KeyNotFoundException">There is no module of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
    public TModule this[string key]
    {
        get => _modules[key];
        set
        {
            CheckName(key);
            ArgumentNullException.ThrowIfNull(value);
            _modules[key] = value;
        }
    }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Keys => _modules.Keys;

    /// <summary>The modules, in order.</summary>
    public IEnumerable<TModule> Values => _modules.Values;

    /// <summary>Adds a module.</summary>
    /// <exception cref="ArgumentException">The name is taken, empty or contains a dot.</exception>
    public void Add(string name, TModule module)
    {
        CheckName(name);
        ArgumentNullException.ThrowIfNull(module);
        _modules.Add(name, module);
    }

    /// <summary>Removes the module of a name; false if there is none.</summary>
    public bool Remove(string name) => _modules.Remove(name);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _modules.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TModule value) => _modules.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, TModule>> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected sealed override void VisitMembers(MemberVisitor visitor)
    {
        foreach (var (name, module) in _modules) visitor.Child(name, module);
    }
}

/// <summary>Modules by name that turn one tensor into another: see <see cref="ModuleDict{TModule}"/>.</summary>
public sealed class ModuleDict : ModuleDict<Module>
{
    /// <inheritdoc/>
    public ModuleDict() { }

    /// <inheritdoc/>
    public ModuleDict(IEnumerable<KeyValuePair<string, Module>> modules) : base(modules) { }
}
