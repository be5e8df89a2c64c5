using System.Collections;

namespace Adjoint.Nn;

/// <summary>
/// A list of parameters that belong to the module that holds it; those in a plain <see cref="List{T}"/> or array do not. Their names
/// are their positions.
/// </summary>
public sealed class ParameterList : ModuleBase, IList<Parameter>, IReadOnlyList<Parameter>
{
    readonly List<Parameter> _parameters = [];

    /// <summary>Makes a list of <paramref name="parameters"/>.</summary>
    public ParameterList(params ReadOnlySpan<Parameter> parameters)
    {
        foreach (var parameter in parameters) Add(parameter);
    }

    /// <summary>Makes a list of <paramref name="parameters"/>.</summary>
    public ParameterList(IEnumerable<Parameter> parameters) : this([.. parameters]) { }

    /// <inheritdoc cref="IReadOnlyCollection{T}.Count"/>
    public int Count => _parameters.Count;

    /// <summary>The parameter at a position.</summary>
    public Parameter this[int index]
    {
        get => _parameters[index];
        set => _parameters[index] = NotNull(value);
    }

    /// <inheritdoc/>
    public void Add(Parameter item) => _parameters.Add(NotNull(item));

    /// <inheritdoc/>
    public void Insert(int index, Parameter item) => _parameters.Insert(index, NotNull(item));

    /// <inheritdoc/>
    public bool Remove(Parameter item) => IndexOf(item) is >= 0 and var index && RemoveAndSay(index);

    /// <inheritdoc/>
    public void RemoveAt(int index) => _parameters.RemoveAt(index);

    /// <inheritdoc/>
    public void Clear() => _parameters.Clear();

    /// <inheritdoc/>
    public bool Contains(Parameter item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public int IndexOf(Parameter item) => _parameters.FindIndex(each => ReferenceEquals(each, item));

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<Parameter>.CopyTo(Parameter[] array, int arrayIndex) => _parameters.CopyTo(array, arrayIndex);

    bool ICollection<Parameter>.IsReadOnly => false;

    /// <inheritdoc/>
    protected override string ExtraRepr() => Repr.Of(_parameters.Select((parameter, i) => ($"{i}", parameter)));

    /// <inheritdoc/>
    protected override void VisitMembers(MemberVisitor visitor)
    {
        for (var i = 0; i < _parameters.Count; i++) visitor.Parameter($"{i}", _parameters[i]);
    }

    bool RemoveAndSay(int index)
    {
        RemoveAt(index);
        return true;
    }

    static Parameter NotNull(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter;
    }
}
