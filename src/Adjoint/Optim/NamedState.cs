using System.Collections;
using System.Globalization;

namespace Adjoint.Optim;

/// <summary>
/// Goes through the numbers that something needs to go on later, by PyTorch's names: each is written where a state is asked for,
/// and read where one is given. So each is named once for both ways.
/// </summary>
public sealed class NamedState
{
    // A number that a file says occurs more often would only fill memory.
    const int MostTimes = 10_000;

    readonly string _owner;
    readonly IDictionary? _source;
    readonly bool _checks;
    readonly OrderedDictionary<string, object?> _written = [];

    NamedState(string owner, IDictionary? source, bool checks = false) => (_owner, _source, _checks) = (owner, source, checks);

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
            visit(new(owner, source, checks: true));
        }
        catch
        {
            visit(new(owner, before));
            throw;
        }
    }

    /// <summary>A number.</summary>
    /// <param name="name">PyTorch's name.</param>
    /// <param name="value">Where it is kept.</param>
    /// <param name="fits">Whether it can be; any number if left out.</param>
    public void Number(string name, ref double value, Func<double, bool>? fits = null)
    {
        if (!Goes(name, value, out var read)) return;
        var number = ToDouble(name, read);
        value = !_checks || fits is null || fits(number) ? number : throw Unfit(name, read);
    }

    /// <summary>A whole number.</summary>
    /// <param name="name">PyTorch's name.</param>
    /// <param name="value">Where it is kept.</param>
    /// <param name="least">The smallest that can be.</param>
    public void Number(string name, ref int value, int least = int.MinValue)
    {
        if (!Goes(name, (long)value, out var read)) return;
        var number = ToInt32(name, read);
        value = !_checks || number >= least ? number : throw Unfit(name, read);
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
        {
            if (ToInt32(name, entry.Value) is not (>= 0 and <= MostTimes and var times)) throw Unfit(name, entry.Value);
            found.AddRange(Enumerable.Repeat(ToInt32(name, entry.Key), times));
        }
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

    int ToInt32(string name, object? value) =>
        ToDouble(name, value) is >= int.MinValue and <= int.MaxValue and var number && double.IsInteger(number)
            ? (int)number
            : throw Unfit(name, value);

    double ToDouble(string name, object? value) =>
        value is double or float or long or int ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : throw Unfit(name, value);

    InvalidOperationException Unfit(string name, object? value) =>
        new($"{_owner}: the state's '{name}' does not fit: {(value is ICollection list ? $"{list.Count} values" : value ?? "nothing")}.");
}
