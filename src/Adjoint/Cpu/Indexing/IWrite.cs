using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Indexing;

/// <summary>How an element is written to a place that already holds one.</summary>
internal unsafe interface IWrite<T> where T : unmanaged
{
    /// <summary>Writes one element.</summary>
    static abstract void One(T* to, T* from);

    /// <summary>Writes a line of elements that lie together on both sides.</summary>
    static abstract void Line(T* to, T* from, long count);
}

/// <summary>The new element replaces the old one.</summary>
internal readonly unsafe struct Put<T> : IWrite<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(T* to, T* from) => *to = *from;

    public static void Line(T* to, T* from, long count) => Buffer.MemoryCopy(from, to, count * sizeof(T), count * sizeof(T));
}

/// <summary>The new element is combined with the old one.</summary>
internal readonly unsafe struct Combine<TFold, T> : IWrite<T> where TFold : struct, IFold where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(T* to, T* from) => V128<T>.StoreOne(TFold.Combine(V128<T>.LoadOne(to), V128<T>.LoadOne(from)), to);

    public static void Line(T* to, T* from, long count)
    {
        if (Isa.Has512) Line<V512<T>>(to, from, count);
        else if (Isa.Has256) Line<V256<T>>(to, from, count);
        else Line<V128<T>>(to, from, count);
    }

    [MethodImpl(Compile.Loop)]
    static void Line<V>(T* to, T* from, long count) where V : struct, IVector<V, T>
    {
        long i = 0;
        for (; i <= count - 2 * V.Count; i += 2 * V.Count)
        {
            V first = TFold.Combine(V.Load(to + i), V.Load(from + i)),
                second = TFold.Combine(V.Load(to + i + V.Count), V.Load(from + i + V.Count));
            V.Store(first, to + i);
            V.Store(second, to + i + V.Count);
        }
        for (; i <= count - V.Count; i += V.Count) V.Store(TFold.Combine(V.Load(to + i), V.Load(from + i)), to + i);
        for (; i < count; i++) One(to + i, from + i);
    }
}

/// <summary>A truth value stays true, or becomes so: what adding means for <see cref="DType.Bool"/>.</summary>
internal readonly unsafe struct Or : IWrite<byte>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(byte* to, byte* from) => *to |= *from;

    public static void Line(byte* to, byte* from, long count)
    {
        for (long i = 0; i < count; i++) to[i] |= from[i];
    }
}
