using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// A short list of numbers that compares by content: the attribute of an operation that names several dimensions or sizes.
/// </summary>
[CollectionBuilder(typeof(Dims), nameof(Create))]
internal readonly struct Dims(long[] values) : IEquatable<Dims>
{
    public static Dims Create(ReadOnlySpan<long> values) => new(values.ToArray());

    /// <summary>The same list of dimension numbers.</summary>
    public static Dims Of(ReadOnlySpan<int> values)
    {
        var copy = new long[values.Length];
        for (var i = 0; i < copy.Length; i++) copy[i] = values[i];
        return new(copy);
    }

    public long[] Values => values ?? [];

    public int Length => Values.Length;

    public long this[Index index] => Values[index];

    public bool Contains(long value) => Array.IndexOf(Values, value) >= 0;

    public ReadOnlySpan<long>.Enumerator GetEnumerator() => new ReadOnlySpan<long>(Values).GetEnumerator();

    public bool Equals(Dims other) => Values.AsSpan().SequenceEqual(other.Values);

    public override bool Equals(object? obj) => obj is Dims other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values) hash.Add(value);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", Values)}]";
}
