using System.Globalization;

namespace Adjoint.Evidence.Suites;

/// <summary>The arguments of a constructor as Python prints them, tuples and names included.</summary>
internal sealed class Signature
{
    readonly List<object?> _positional = [];
    readonly Dictionary<string, object?> _named = [];

    /// <param name="text">What stands between the parentheses.</param>
    public Signature(string text)
    {
        foreach (var part in Split(text))
        {
            var equals = part.IndexOf('=');
            if (equals < 0) _positional.Add(Value(part));
            else _named[part[..equals].Trim()] = Value(part[(equals + 1)..].Trim());
        }
    }

    public bool IsEmpty => _positional.Count + _named.Count == 0;

    public object? At(int position, string name) => position < _positional.Count ? _positional[position] : _named.GetValueOrDefault(name);

    public bool Flag(int position, string name, bool otherwise = false) => At(position, name) as bool? ?? otherwise;

    public double Number(int position, string name, double otherwise) => At(position, name) as double? ?? otherwise;

    public string? Word(int position, string name) => At(position, name) as string;

    public Sizes? Sizes(int position, string name) => At(position, name) switch
    {
        null => null,
        double number => (long)number,
        object?[] items => Adjoint.Sizes.Create([.. items.Select(item => (long)(double)item!)]),
        var other => throw new MissingException($"{name} = {other}"),
    };

    static object? Value(string text) => text switch
    {
        "None" => null,
        "True" => true,
        "False" => false,
        ['(', .. var inner, ')'] => Split(inner).Select(Value).ToArray(),
        ['\'', .. var inner, '\''] => inner,
        _ => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : text,
    };

    // Parts between the commas outside of parentheses.
    static IEnumerable<string> Split(string text)
    {
        for (int i = 0, start = 0, depth = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '(') depth++;
            if (i < text.Length && text[i] == ')') depth--;
            if (i < text.Length && (text[i] != ',' || depth > 0)) continue;
            var part = text[start..i].Trim();
            start = i + 1;
            if (part.Length > 0) yield return part;
        }
    }
}
