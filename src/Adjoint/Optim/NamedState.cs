using System.Collections;
using System.Globalization;

namespace Adjoint.Optim;

/// <summary>
/// Goes through the numbers that something needs to go on later, by PyTorch's names: each is written where a state is asked for,
/// and read where one is given. So each is named once for both ways.
/// </summary>
public sealed class NamedState
{
    readonly string _owner;
    readonly IDictionary? _source;
    readonly OrderedDictionary<string, object?> _written = [];

    NamedState(string owner, IDictionary? source) => (_owner, _source) = (owner, source);

    /// <summary>The state that <paramref name="visit"/> goes through.</summary>
    internal static OrderedDictionary<string, object?> Write(string owner, Action<NamedState> visit)
    {
        var state = new NamedState(owner, null);
        visit(state);
        return state._written;
    }

    /// <summary>Reads a state; if that fails, everything is as it was.</summary>
    internal static void Read(string owner, IDictionary source, Action<NamedState> visit)
    {
        ArgumentNullException.ThrowIfNull(source);
        var before = Write(owner, visit);
        try
        {
            visit(new(owner, source));
        }
        catch
        {
            visit(new(owner, before));
            throw;
        }
    }

    /// <summary>A number.</summary>
    public void Number(string name, ref double value)
    {
        if (Goes(name, value, out var read)) value = ToDouble(name, read);
    }

    /// <summary>A whole number.</summary>
    public void Number(string name, ref int value)
    {
        if (Goes(name, (long)value, out var read))
            value = ToDouble(name, read) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Unfit(name, read);
    }

    /// <summary>A truth value.</summary>
    public void Flag(string name, ref bool value)
    {
        if (Goes(name, value, out var read)) value = read is bool truth ? truth : throw Unfit(name, read);
    }

    /// <summary>A number for each group.</summary>
    public void Numbers(string name, ref double[] values)
    {
        if (!Goes(name, values.Select(value => (object?)value).ToList(), out var read)) return;
        if (read is not IList list || list.Count != values.Length) throw Unfit(name, read);
        values = [.. list.Cast<object?>().Select(value => ToDouble(name, value))];
    }

    /// <summary>How often each whole number occurs in a sorted list.</summary>
    internal void Counts(string name, ref int[] numbers)
    {
        var counts = new OrderedDictionary<object, object?>();
        foreach (var (number, count) in numbers.CountBy(number => number)) counts.Add((long)number, (long)count);
        if (!Goes(name, counts, out var read)) return;
        if (read is not IDictionary dictionary) throw Unfit(name, read);
        var found = new List<int>();
        foreach (DictionaryEntry entry in dictionary)
            found.AddRange(Enumerable.Repeat((int)ToDouble(name, entry.Key), (int)ToDouble(name, entry.Value)));
        numbers = [.. found.Order()];
    }

    /// <summary>One of several names.</summary>
    internal void Choice<T>(string name, ref T value, params string[] names) where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        if (!Goes(name, names[Array.IndexOf(values, value)], out var read)) return;
        var index = Array.IndexOf(names, read as string);
        value = index >= 0 ? values[index] : throw Unfit(name, read);
    }

    /// <summary>The states of parts.</summary>
    internal void Parts(string name, IReadOnlyList<IStateful> parts)
    {
        if (_source is null)
        {
            _written.Add(name, parts.Select(part => (object?)part.StateDict()).ToList());
            return;
        }
        if (!_source.Contains(name)) return;
        if (_source[name] is not IList list || list.Count != parts.Count || list.Cast<object?>().Any(part => part is not IDictionary))
            throw Unfit(name, _source[name]);
        for (var i = 0; i < parts.Count; i++) parts[i].LoadStateDict((IDictionary)list[i]!);
    }

    /// <summary>A value that PyTorch wants to find and that is not read.</summary>
    internal void Constant(string name, object? value) => Goes(name, value, out _);

    // Writes the value; or says that there is one to be read.
    bool Goes(string name, object? value, out object? read)
    {
        read = null;
        if (_source is null) _written.Add(name, value);
        else if (_source.Contains(name))
        {
            read = _source[name];
            return true;
        }
        return false;
    }

    double ToDouble(string name, object? value) =>
        value is double or float or long or int ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : throw Unfit(name, value);

    InvalidOperationException Unfit(string name, object? value) =>
        new($"{_owner}: the state's '{name}' does not fit: {(value is ICollection list ? $"{list.Count} values" : value ?? "nothing")}.");
}
