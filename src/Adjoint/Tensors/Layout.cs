using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// How elements lie in memory: the sizes of the dimensions and, for each, the distance in elements from one index to the
/// next. Immutable, so tensors of the same layout share one object, and comparing two is mostly comparing references.
/// </summary>
internal sealed class Layout
{
    /// <summary>The layout of a zero-dimensional tensor.</summary>
    public static readonly Layout Scalar = new([], []);

    // The same few shapes come again and again.
    static readonly Layout?[] s_recent = new Layout?[256];

    readonly long[] _sizes;
    readonly long[] _strides;

    public Layout(long[] sizes, long[] strides)
    {
        _sizes = sizes;
        _strides = strides;
        Count = Adjoint.Shape.CountOf(sizes);
        IsContiguous = IsRowMajor(sizes, strides, Count);
    }

    /// <summary>The contiguous (row-major) layout of a shape.</summary>
    public static Layout Contiguous(ReadOnlySpan<long> sizes)
    {
        if (sizes.Length == 0) return Scalar;
        ref var recent = ref s_recent[Slot(sizes)];
        return recent is { } layout && sizes.SequenceEqual(layout._sizes) ? layout : recent = RowMajor(sizes.ToArray());
    }

    static int Slot(ReadOnlySpan<long> sizes)
    {
        var hash = (ulong)sizes.Length;
        foreach (var size in sizes) hash = (hash ^ (ulong)size) * 0x9E37_79B9_7F4A_7C15;
        return (int)(hash >> 56);
    }

    static Layout RowMajor(long[] sizes)
    {
        var strides = new long[sizes.Length];
        long stride = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(sizes[i], 1);
        }
        return new(sizes, strides);
    }

    /// <summary>The sizes as users see them.</summary>
    public Shape Shape => new(_sizes);

    public long[] Sizes => _sizes;

    public long[] Strides => _strides;

    public int Rank => _sizes.Length;

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>Whether elements lie one after the other in row-major order.</summary>
    public bool IsContiguous { get; }

    /// <summary>This layout if contiguous, otherwise the contiguous one of the same sizes.</summary>
    public Layout AsContiguous() => IsContiguous ? this : Contiguous(_sizes);

    /// <summary>Whether the sizes of both are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasSizesOf(Layout other) => ReferenceEquals(this, other) || _sizes.AsSpan().SequenceEqual(other._sizes);

    /// <summary>Whether one element of memory may stand for several of the tensor.</summary>
    public bool Repeats
    {
        get
        {
            for (var i = 0; i < _sizes.Length; i++)
            {
                if (_strides[i] == 0 && _sizes[i] > 1) return Count > 0;
            }
            return false;
        }
    }

    /// <summary>The distance from the first element to one after the last in memory.</summary>
    public long Extent
    {
        get
        {
            if (Count == 0) return 0;
            long extent = 1;
            for (var i = 0; i < _sizes.Length; i++) extent += (_sizes[i] - 1) * _strides[i];
            return extent;
        }
    }

    /// <summary>The strides under which this layout reads as one of <paramref name="sizes"/>: 0 along repeated dimensions.</summary>
    public long[] StridesFor(long[] sizes)
    {
        if (ReferenceEquals(sizes, _sizes)) return _strides;
        var strides = new long[sizes.Length];
        var lead = sizes.Length - _sizes.Length;
        for (var i = 0; i < _sizes.Length; i++) strides[lead + i] = _sizes[i] == 1 && sizes[lead + i] != 1 ? 0 : _strides[i];
        return strides;
    }

    static bool IsRowMajor(long[] sizes, long[] strides, long count)
    {
        if (count <= 1) return true;
        long expected = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 1) continue;
            if (strides[i] != expected) return false;
            expected *= sizes[i];
        }
        return true;
    }

    public override string ToString() => $"{Shape} strides [{string.Join(", ", _strides)}]";
}
