using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Adjoint.Nn;

/// <summary>
/// Parameters by name that belong to the module that holds the dictionary; those in a plain <see cref="Dictionary{TKey, TValue}"/>
/// do not. They keep the order in which they were added.
/// </summary>
public sealed class ParameterDict : ModuleBase, IReadOnlyDictionary<string, Parameter>
{
    readonly OrderedDictionary<string, Parameter> _parameters = [];

    /// <summary>Makes an empty dictionary; fill it with <c>{ ["name"] = parameter }</c> or <see cref="Add"/>.</summary>
    public ParameterDict() { }

    /// <summary>Makes a dictionary of <paramref name="parameters"/>.</summary>
    public ParameterDict(IEnumerable<KeyValuePair<string, Parameter>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var (name, parameter) in parameters) Add(name, parameter);
    }

    /// <inheritdoc/>
    public int Count => _parameters.Count;

    /// <summary>The parameter of a name; setting it adds or replaces one.</summary>
    /// <exception cref="KeyNotFoundException">There is no parameter of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
    public Parameter this[string key]
    {
        get => _parameters[key];
        set
        {
            CheckName(key);
            ArgumentNullException.ThrowIfNull(value);
            _parameters[key] = value;
        }
    }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Keys => _parameters.Keys;

    /// <summary>The parameters, in order.</summary>
    public IEnumerable<Parameter> Values => _parameters.Values;

    /// <summary>Adds a parameter.</summary>
    /// <exception cref="ArgumentException">The name is taken, empty or contains a dot.</exception>
    public void Add(string name, Parameter parameter)
    {
        CheckName(name);
        ArgumentNullException.ThrowIfNull(parameter);
        _parameters.Add(name, parameter);
    }

    /// <summary>Removes the parameter of a name; false if there is none.</summary>
    public bool Remove(string name) => _parameters.Remove(name);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _parameters.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => _parameters.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Parameter>> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override string ExtraRepr() => Repr.Of(_parameters.Select(entry => (entry.Key, entry.Value)));

    /// <inheritdoc/>
    protected override void VisitMembers(MemberVisitor visitor)
    {
        foreach (var (name, parameter) in _parameters) visitor.Parameter(name, parameter);
    }
}
