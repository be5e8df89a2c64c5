using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Copying;

/// <summary>
/// Copies bytes that lie together. Rows of some hundred bytes are what tensors are copied in, so these are what it is made for.
/// </summary>
internal static unsafe class CopyBytes
{
    /// <summary>How many bytes a line of the cache has.</summary>
    public const int Line = 64;

    /// <summary>
    /// From this many bytes on what an operation reads and writes does not stay in the last cache, and is better written past
    /// it. Tests take less.
    /// </summary>
    public static long Streams { get; set; } = CacheSizes.L3 / 2 * 3;

    // From this many bytes on the system's copy is faster: it writes lines of the cache without reading them first.
    const long Long = 8 << 10;

    /// <summary>Copies <paramref name="count"/> bytes; both ends must not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(byte* to, byte* from, long count)
    {
        if (count >= Long) Buffer.MemoryCopy(from, to, count, count);
        else if (count >= 64 && Isa.Has512) Vectors<V512<byte>>(to, from, count);
        else if (count >= 64 && Isa.Has256) Vectors<V256<byte>>(to, from, count);
        else Buffer.MemoryCopy(from, to, count, count);
    }

    /// <summary>Asks for memory that is soon to be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(byte* from, long count)
    {
        if (!Sse.IsSupported) return;
        for (long i = 0; i < count; i += 64) Sse.Prefetch0(from + i);
    }

    /// <summary>The same past the cache, for what will not be read soon.</summary>
    public static void Stream(byte* to, byte* from, long count)
    {
        var head = -(nint)to & (Vector512<byte>.Count - 1);
        if (!Isa.Has256 || count < head + Vector512<byte>.Count)
        {
            Run(to, from, count);
            return;
        }
        Buffer.MemoryCopy(from, to, head, head);
        var whole = (count - head) & -Vector512<byte>.Count;
        StreamVectors(to + head, from + head, whole);
        Buffer.MemoryCopy(from + head + whole, to + head + whole, count - head - whole, count - head - whole);
    }

    [MethodImpl(Compile.Loop)]
    static void StreamVectors(byte* to, byte* from, long count)
    {
        for (long i = 0; i < count; i += Vector512<byte>.Count)
        {
            if (Isa.Has512)
            {
                Vector512.Load(from + i).StoreAlignedNonTemporal(to + i);
                continue;
            }
            Vector256.Load(from + i).StoreAlignedNonTemporal(to + i);
            Vector256.Load(from + i + 32).StoreAlignedNonTemporal(to + i + 32);
        }
    }

    /// <summary>Whether <see cref="Row{V}"/> is the way to copy so many bytes.</summary>
    public static bool IsRow(long count) => count is >= 64 and < Long;

    [MethodImpl(Compile.Loop)]
    static void Vectors<V>(byte* to, byte* from, long count) where V : struct, IVector<V, byte> => Row<V>(to, from, count);

    /// <summary>Copies a row within the loop of the caller, which spares one of short rows a call for each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row<V>(byte* to, byte* from, long count) where V : struct, IVector<V, byte>
    {
        // The last vector may overlap the one before.
        long i = 0;
        for (; i <= count - 4 * V.Count; i += 4 * V.Count)
        {
            V a = V.Load(from + i), b = V.Load(from + i + V.Count), c = V.Load(from + i + 2 * V.Count), d = V.Load(from + i + 3 * V.Count);
            V.Store(a, to + i);
            V.Store(b, to + i + V.Count);
            V.Store(c, to + i + 2 * V.Count);
            V.Store(d, to + i + 3 * V.Count);
        }
        for (; i < count - V.Count; i += V.Count) V.Store(V.Load(from + i), to + i);
        if (i < count) V.Store(V.Load(from + count - V.Count), to + count - V.Count);
    }
}
