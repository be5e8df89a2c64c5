using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// A number for each spatial dimension, outermost first, or one for all of them: <c>3</c>, <c>(3, 2)</c>, <c>[3, 2, 1]</c>.
/// Kernel sizes, strides, paddings and dilations are given so.
/// </summary>
[CollectionBuilder(typeof(Sizes), nameof(Create))]
public readonly struct Sizes : IEquatable<Sizes>
{
    readonly long[]? _values;
    readonly long _value;

    Sizes(long value) => _value = value;

    Sizes(long[] values) => _values = values;

    /// <summary>One number for each dimension.</summary>
    public static Sizes Create(ReadOnlySpan<long> values) => new(values.ToArray());

    /// <summary>The same number for every dimension.</summary>
    public static implicit operator Sizes(long value) => new(value);

    /// <summary>Height and width.</summary>
    public static implicit operator Sizes((long Height, long Width) values) => new([values.Height, values.Width]);

    /// <summary>Depth, height and width.</summary>
    public static implicit operator Sizes((long Depth, long Height, long Width) values) => new([values.Depth, values.Height, values.Width]);

    /// <summary>Whether there is one number for every dimension.</summary>
    public bool IsSingle => _values is null;

    /// <summary>The numbers as they were given.</summary>
    public ReadOnlySpan<long>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>The numbers as they were given, without a copy where there are several.</summary>
    public ReadOnlySpan<long> AsSpan() => _values ?? [_value];

    /// <summary>
    /// The numbers for <paramref name="rank"/> dimensions; throws in the name of <paramref name="what"/> if there are others.
    /// </summary>
    internal long[] Expand(int rank, string operation, string what)
    {
        if (_values is null) return [.. Enumerable.Repeat(_value, rank)];
        if (_values.Length == 1) return [.. Enumerable.Repeat(_values[0], rank)];
        if (_values.Length == rank) return _values;
        throw new ArgumentException(
            $"{operation}: {what} needs one number, or one for each of {rank} spatial dimension(s), and is {this}.");
    }

    /// <summary>These numbers as a tuple, however they were given.</summary>
    internal Sizes AsTuple(int rank) => new(Expand(rank, "Sizes", "the list"));

    /// <inheritdoc/>
    public bool Equals(Sizes other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sizes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in this) hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>Same numbers in the same order.</summary>
    public static bool operator ==(Sizes a, Sizes b) => a.Equals(b);

    /// <summary>Other numbers.</summary>
    public static bool operator !=(Sizes a, Sizes b) => !a.Equals(b);

    /// <summary>The numbers as Python writes them: <c>3</c>, <c>(3, 2)</c>, <c>(3,)</c>.</summary>
    public override string ToString() => _values switch
    {
        null => $"{_value}",
        [var only] => $"({only},)",
        _ => $"({string.Join(", ", _values)})",
    };
}
