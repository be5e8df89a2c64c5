using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Adjoint.Optim;

/// <summary>A handful of values by name, in order. Looking through so few is faster than hashing.</summary>
internal sealed class NamedValues<T> : IEnumerable<KeyValuePair<string, T>>
{
    readonly List<KeyValuePair<string, T>> _entries = [];

    /// <summary>How often a value was set.</summary>
    public int Version { get; private set; }

    public IEnumerable<string> Names => _entries.Select(entry => entry.Key);

    public bool TryGet(string name, [MaybeNullWhen(false)] out T value)
    {
        var index = IndexOf(name);
        value = index < 0 ? default : _entries[index].Value;
        return index >= 0;
    }

    public void Set(string name, T value)
    {
        var index = IndexOf(name);
        if (index < 0) _entries.Add(new(name, value));
        else _entries[index] = new(name, value);
        Version++;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int IndexOf(string name)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Key == name) return i;
        }
        return -1;
    }
}
