using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Indexing;

/// <summary>A dimension that is being indexed, and what to say when an index is not within it.</summary>
/// <param name="operation">The operation as users know it.</param>
/// <param name="dim">The number of the dimension.</param>
/// <param name="size">Its size.</param>
/// <param name="wraps">Whether negative indices count from the end.</param>
internal readonly struct Axis(string operation, int dim, long size, bool wraps)
{
    /// <summary>The size of the dimension.</summary>
    public long Size => size;

    /// <summary><paramref name="index"/> as a number from 0 to the size - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the dimension.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long At(long index)
    {
        var position = index < 0 && wraps ? index + size : index;
        if ((ulong)position >= (ulong)size) Throw(index);
        return position;
    }

    [DoesNotReturn]
    void Throw(long index) => throw new ArgumentOutOfRangeException(null,
        $"{operation}: index {index} is not within dimension {dim} of size {size}{(index < 0 && !wraps ? "; negative indices do not count from the end here" : "")}.");
}
