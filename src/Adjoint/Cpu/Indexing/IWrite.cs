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

    public static void Line(T* to, T* from, long count) => MapLoop<Pairs, T>.Contiguous(default, to, from, null, null, to, count);

    readonly struct Pairs : IMap
    {
        public static int Arity => 2;

        public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => TFold.Combine(a, b);
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
