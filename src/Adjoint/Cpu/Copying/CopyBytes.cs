using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Copying;

/// <summary>Copies bytes that lie together. Rows of some hundred bytes are what tensors are copied in, so these are what it is made for.</summary>
internal static unsafe class CopyBytes
{
    // What is larger will not be read from the cache soon; the system's copy goes past it.
    const long Large = 1 << 20;

    /// <summary>Copies <paramref name="count"/> bytes; both ends must not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(byte* to, byte* from, long count)
    {
        if (count is >= 64 and < Large && Isa.Has512) Vectors<V512<byte>>(to, from, count);
        else if (count is >= 64 and < Large && Isa.Has256) Vectors<V256<byte>>(to, from, count);
        else Buffer.MemoryCopy(from, to, count, count);
    }

    /// <summary>Asks for memory that is soon to be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(byte* from, long count)
    {
        if (!Sse.IsSupported) return;
        for (long i = 0; i < count; i += 64) Sse.Prefetch0(from + i);
    }

    // The last vector may overlap the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Vectors<V>(byte* to, byte* from, long count) where V : struct, IVector<V, byte>
    {
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
        V.Store(V.Load(from + count - V.Count), to + count - V.Count);
    }
}
