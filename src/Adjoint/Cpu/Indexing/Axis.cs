using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Indexing;

/// <summary>A dimension that is being indexed, and what to say when an index is not within it.</summary>
/// <param name="operation">The operation as users know it.</param>
/// <param name="dim">The number of the dimension.</param>
/// <param name="size">Its size.</param>
/// <param name="wraps">Whether negative indices count from the end.</param>
internal readonly unsafe struct Axis(string operation, int dim, long size, bool wraps)
{
    /// <summary>The size of the dimension.</summary>
    public long Size => size;

    /// <summary>The first of all indices where they lie together, so that a message can say which one is wrong.</summary>
    public long* First { get; init; }

    /// <summary>An index as a number from 0 to the size - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the dimension.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long At(long* index)
    {
        var value = *index;
        return (ulong)value < (ulong)size ? value : Wrap(index, value);
    }

    /// <summary>Whether four indices are within the dimension as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(long a, long b, long c, long d) =>
        (ulong)a < (ulong)size & (ulong)b < (ulong)size & (ulong)c < (ulong)size & (ulong)d < (ulong)size;

    /// <summary>Whether the eight indices from <paramref name="indices"/> on are within the dimension as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HoldsEight(long* indices)
    {
        if (Isa.Has512) return Vector512.LessThanAll(Vector512.Load((ulong*)indices), Vector512.Create((ulong)size));
        return Holds(indices[0], indices[1], indices[2], indices[3]) & Holds(indices[4], indices[5], indices[6], indices[7]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    long Wrap(long* index, long value)
    {
        if (!wraps || value >= 0 || value < -size) Throw(index, value);
        return value + size;
    }

    [DoesNotReturn]
    void Throw(long* index, long value)
    {
        var hint = value < 0 && !wraps ? "; negative indices do not count from the end here" : "";
        var place = First is null ? "" : $" (the one at position {index - First} of the indices)";
        throw new ArgumentOutOfRangeException(
            nameof(index), $"{operation}: index {value} is not within dimension {dim} of size {size}{hint}{place}.");
    }
}
