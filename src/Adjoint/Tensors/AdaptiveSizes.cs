namespace Adjoint;

/// <summary>
/// The size of the output along each spatial dimension, or one for all of them; null is that of the input: <c>7</c>, <c>(7, null)</c>.
/// </summary>
public readonly struct AdaptiveSizes : IEquatable<AdaptiveSizes>
{
    readonly long?[]? _values;
    readonly long _value;

    AdaptiveSizes(long value) => _value = value;

    AdaptiveSizes(long?[] values) => _values = values;

    /// <summary>The same size along every dimension.</summary>
    public static implicit operator AdaptiveSizes(long value) => new(value);

    /// <summary>Height and width.</summary>
    public static implicit operator AdaptiveSizes((long? Height, long? Width) values) => new([values.Height, values.Width]);

    /// <summary>Depth, height and width.</summary>
    public static implicit operator AdaptiveSizes((long? Depth, long? Height, long? Width) values) =>
        new([values.Depth, values.Height, values.Width]);

    /// <summary>The size along each dimension.</summary>
    public static implicit operator AdaptiveSizes(long?[] values) => new([.. values]);

    /// <summary>The sizes of the output, given those of the input.</summary>
    internal long[] Expand(ReadOnlySpan<long> input, string operation)
    {
        var sizes = new long[input.Length];
        if (_values is not null && _values.Length != 1 && _values.Length != input.Length)
            throw new ArgumentException(
                $"{operation}: outputSize needs one number, or one for each of {input.Length} spatial dimension(s), and is {this}.");
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = (_values is null ? _value : _values[_values.Length == 1 ? 0 : i]) ?? input[i];
            if (sizes[i] < 0) throw new ArgumentException($"{operation}: outputSize cannot be negative, and is {this}.");
        }
        return sizes;
    }

    /// <inheritdoc/>
    public bool Equals(AdaptiveSizes other) => _value == other._value && (_values ?? []).AsSpan().SequenceEqual(other._values ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AdaptiveSizes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _values is null ? _value.GetHashCode() : HashCode.Combine(_values.Length, _values[0]);

    /// <summary>The same sizes.</summary>
    public static bool operator ==(AdaptiveSizes a, AdaptiveSizes b) => a.Equals(b);

    /// <summary>Other sizes.</summary>
    public static bool operator !=(AdaptiveSizes a, AdaptiveSizes b) => !a.Equals(b);

    /// <summary>The sizes as Python writes them: <c>7</c>, <c>(7, None)</c>.</summary>
    public override string ToString() => _values is null
        ? $"{_value}"
        : $"({string.Join(", ", _values.Select(size => size is null ? "None" : $"{size}"))}{(_values.Length == 1 ? "," : "")})";
}
