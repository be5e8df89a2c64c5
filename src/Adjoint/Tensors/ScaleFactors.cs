using System.Globalization;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// How much larger an image becomes along each spatial dimension, outermost first, or along all of them: <c>2</c>,
/// <c>(2, 1.5)</c>, <c>[2, 1.5]</c>.
/// </summary>
[CollectionBuilder(typeof(ScaleFactors), nameof(Create))]
public readonly struct ScaleFactors
{
    readonly double[]? _values;
    readonly double _value;

    ScaleFactors(double value) => _value = value;

    ScaleFactors(double[] values) => _values = values;

    /// <summary>One factor for each dimension.</summary>
    public static ScaleFactors Create(ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>The same factor for every dimension.</summary>
    public static implicit operator ScaleFactors(double value) => new(value);

    /// <summary>Factors for height and width.</summary>
    public static implicit operator ScaleFactors((double Height, double Width) values) => new([values.Height, values.Width]);

    /// <summary>Factors for depth, height and width.</summary>
    public static implicit operator ScaleFactors((double Depth, double Height, double Width) values) =>
        new([values.Depth, values.Height, values.Width]);

    /// <summary>The factors as they were given.</summary>
    public ReadOnlySpan<double>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>The factors as they were given, without a copy where there are several.</summary>
    public ReadOnlySpan<double> AsSpan() => _values ?? [_value];

    /// <summary>The factors for <paramref name="rank"/> dimensions; throws if there are others.</summary>
    internal double[] Expand(int rank, object of)
    {
        var factors = _values is null or { Length: 1 } ? [.. Enumerable.Repeat(AsSpan()[0], rank)] : _values;
        if (factors.Length != rank)
            throw new ArgumentException(
                $"{of}: scaleFactor needs one number, or one for each of {rank} spatial dimension(s), and is {this}.");
        if (!factors.All(factor => factor > 0 && double.IsFinite(factor)))
            throw new ArgumentException($"{of}: scaleFactor must be positive, and is {this}.");
        return factors;
    }

    /// <summary>The factors as Python writes them: <c>2.0</c>, <c>(2.0, 1.5)</c>.</summary>
    public override string ToString() => _values is null ? Text(_value) : $"({string.Join(", ", _values.Select(Text))})";

    static string Text(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E', 'N') ? text : text + ".0";
    }
}
