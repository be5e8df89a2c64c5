using System.Globalization;

namespace Adjoint.Serialization;

/// <summary>What a file of PyTorch holds, as tensors with names.</summary>
internal static class TorchTree
{
    // A few bytes can hold a list that contains lists over and over; nobody has so many tensors.
    const int MaxValues = 1_000_000;
    const int MaxName = 1000;

    /// <summary>All tensors, or descriptions of tensors, in order, named by their path.</summary>
    public static OrderedDictionary<string, T> Leaves<T>(object? content, string file) where T : class
    {
        var leaves = new OrderedDictionary<string, T>();
        var waiting = new Stack<(string Name, object? Value)>();
        waiting.Push(("", content));
        for (var seen = 0; waiting.TryPop(out var next); seen++)
        {
            if (seen == MaxValues || next.Name.Length > MaxName)
                throw new InvalidDataException($"{file}: its lists and dictionaries are nested too often or contain themselves.");
            if (next.Value is T leaf)
            {
                if (!leaves.TryAdd(next.Name, leaf)) throw new InvalidDataException($"{file}: there are two tensors named '{next.Name}'.");
                continue;
            }
            foreach (var (name, value) in Children(next.Value).Reverse())
                waiting.Push((next.Name.Length == 0 ? name : $"{next.Name}.{name}", value));
        }
        return leaves;
    }

    /// <summary>The names at the top, for messages.</summary>
    public static string Names(object? content) =>
        string.Join(", ", Children(content).Take(20).Select(child => child.Name)) is { Length: > 0 } names ? names : "none";

    static IEnumerable<(string Name, object? Value)> Children(object? value) => value switch
    {
        OrderedDictionary<object, object?> dictionary =>
            dictionary.Select(entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value)),
        TorchObject found => Children(found.Attributes),
        IReadOnlyList<object?> list => list.Select((element, i) => (i.ToString(CultureInfo.InvariantCulture), element)),
        _ => [],
    };
}
