using System.Globalization;

namespace Adjoint;

/// <summary>
/// How the numbers of one tensor are written: all with the same number of digits and in the same width, so that columns
/// line up. Source of the rules: PyTorch 1.13, torch/_tensor_str.py.
/// </summary>
internal sealed class NumberFormat
{
    readonly int _precision;
    readonly bool _isWhole = true;
    readonly bool _isScientific;

    /// <summary>Looks at the numbers that will be shown.</summary>
    public NumberFormat(ReadOnlySpan<Scalar> numbers, PrintOptions options)
    {
        _precision = options.Precision;
        double smallest = double.PositiveInfinity, largest = 0;
        foreach (var number in numbers)
        {
            if (!number.IsFloatingPoint || !IsOrdinary(number)) continue;
            var value = number.ToDouble();
            smallest = Math.Min(smallest, Math.Abs(value));
            largest = Math.Max(largest, Math.Abs(value));
            _isWhole &= value == Math.Ceiling(value);
        }
        _isScientific = largest > 0 && (largest / smallest > 1000 || largest > 1e8 || !_isWhole && smallest < 1e-4);
        foreach (var number in numbers)
        {
            if (!number.IsFloatingPoint || IsOrdinary(number)) Width = Math.Max(Width, Text(number).Length);
        }
        if (largest > 0) _isScientific = options.SciMode ?? _isScientific;
    }

    /// <summary>The number of characters a number takes; zeros, infinities and NaN alone do not count and may take more.</summary>
    public int Width { get; } = 1;

    /// <summary>A number, right-aligned.</summary>
    public string Write(Scalar number) => Text(number).PadLeft(Width);

    static bool IsOrdinary(Scalar number) => double.IsFinite(number.ToDouble()) && number.ToDouble() != 0;

    string Text(Scalar number) =>
        number.IsFloatingPoint ? Text(number.ToDouble())
        : number.IsBool ? number.ToInt64() != 0 ? "True" : "False"
        : number.ToString();

    string Text(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        if (_isScientific) return Scientific(value);
        return _isWhole
            ? value.ToString("F0", CultureInfo.InvariantCulture) + "."
            : value.ToString($"F{_precision}", CultureInfo.InvariantCulture);
    }

    // .NET always writes three digits of exponent, Python at least two.
    string Scientific(double value)
    {
        var text = value.ToString($"e{_precision}", CultureInfo.InvariantCulture);
        return text[^3] == '0' ? text.Remove(text.Length - 3, 1) : text;
    }
}
