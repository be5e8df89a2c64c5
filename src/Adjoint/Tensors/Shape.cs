using System.Collections;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// The sizes of a tensor's dimensions, outermost first. Written as a collection expression: <c>Tensor.Zeros([2, 3])</c>;
/// <c>[]</c> is the shape of a zero-dimensional tensor, which holds one element.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<long>
{
    readonly long[]? _sizes;

    internal Shape(long[] sizes) => _sizes = sizes;

    /// <summary>A shape of the given sizes.</summary>
    /// <exception cref="ArgumentException">A size is negative, or the sizes multiply to more than <see cref="long.MaxValue"/>.</exception>
    public static Shape Create(ReadOnlySpan<long> sizes)
    {
        CountOf(sizes);
        return new(sizes.ToArray());
    }

    /// <summary>The number of dimensions.</summary>
    public int Rank => Sizes.Length;

    /// <summary>The number of elements: the product of all sizes, 1 for a zero-dimensional tensor.</summary>
    public long Count => CountOf(Sizes);

    /// <summary>The size of a dimension; negative numbers count from the end, -1 is the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public long this[int dim] => Sizes[Dim.WrapSized(dim, Rank, nameof(Shape))];

    /// <summary>The size of a dimension, counted from either end.</summary>
    public long this[Index dim] => Sizes[dim];

    /// <summary>The sizes, without a copy.</summary>
    public ReadOnlySpan<long> AsSpan() => Sizes;

    /// <summary>A copy of the sizes.</summary>
    public long[] ToArray() => [.. Sizes];

    /// <summary>The sizes, without a copy, where a method takes them one by one: <c>x.Reshape(y.Shape)</c>.</summary>
    public static implicit operator ReadOnlySpan<long>(Shape shape) => shape.Sizes;

    internal long[] Sizes => _sizes ?? [];

    int IReadOnlyCollection<long>.Count => Rank;

    internal static long CountOf(ReadOnlySpan<long> sizes)
    {
        long count = 1;
        var empty = false;
        foreach (var size in sizes)
        {
            if (size < 0) throw new ArgumentException($"Shape [{string.Join(", ", sizes.ToArray())}]: sizes cannot be negative.");
            if (size == 0) empty = true;
            else if (Math.BigMul(count, size, out count) != 0 || count < 0)
                throw new ArgumentException($"Shape [{string.Join(", ", sizes.ToArray())}]: no tensor has so many elements.");
        }
        return empty ? 0 : count;
    }

    /// <inheritdoc/>
    public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Shape other) => Sizes.AsSpan().SequenceEqual(other.Sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in Sizes) hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>Same sizes in the same order.</summary>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>Other sizes or another number of them.</summary>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    /// <summary>The sizes as they are written: <c>[2, 3]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Sizes)}]";
}
