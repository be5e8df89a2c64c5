using System.Runtime.CompilerServices;
using Adjoint.Cpu.Copying;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>An elementwise function of up to four numbers.</summary>
internal interface IMap
{
    /// <summary>The types it is defined for.</summary>
    static virtual DTypeSet Types => DTypeSet.Numbers;

    /// <summary>Whether computing it takes less time than reading the arguments and writing the result.</summary>
    static virtual bool IsLight => false;

    /// <summary>How many of the arguments are used.</summary>
    static abstract int Arity { get; }

    /// <summary>The function; unused arguments are zero.</summary>
    V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V>;
}

/// <summary>
/// Applies an <see cref="IMap"/> to lines of elements, vector by vector. Inputs that stay where they are, number for number,
/// are read from a vector of equal numbers; other strides are brought together block by block first, so that there is one inner loop.
/// </summary>
internal unsafe struct MapLoop<TMap, T>(TMap map) : IRowAction where TMap : struct, IMap where T : unmanaged
{
    const int Block = 512;

    public static bool Streams => TMap.IsLight;

    [MethodImpl(Compile.Loop)]
    public readonly void Run(scoped in Row row)
    {
        var repeats = 0;
        var direct = row.Steps[0] == sizeof(T) || row.Count == 1;
        for (var k = 1; k <= TMap.Arity; k++)
        {
            if (row.Steps[k] == 0) repeats |= 1 << k;
            else direct &= row.Steps[k] == sizeof(T) || row.Count == 1;
        }
        if (direct)
            Lines(map, (T*)row.Pointers[1],
                (T*)row.Pointers[2], (T*)row.Pointers[3], (T*)row.Pointers[4], (T*)row.Pointers[0], row.Count, repeats);
        else
            Blocks(row, repeats);
    }

    [SkipLocalsInit]
    readonly void Blocks(in Row row, int repeats)
    {
        var buffers = stackalloc T[(TMap.Arity + 1) * Block];
        var direct = stackalloc T*[5];
        for (long from = 0; from < row.Count; from += Block)
        {
            var count = Math.Min(Block, row.Count - from);
            for (var k = 0; k <= TMap.Arity; k++)
            {
                var source = (byte*)row.Pointers[k] + from * row.Steps[k];
                var lies = row.Steps[k] == sizeof(T) || k > 0 && row.Steps[k] == 0;
                direct[k] = lies ? (T*)source : buffers + k * Block;
                if (k > 0 && !lies) CopyLine<T>.Run((byte*)direct[k], sizeof(T), source, row.Steps[k], count);
            }
            Lines(map, direct[1], direct[2], direct[3], direct[4], direct[0], count, repeats);
            if (row.Steps[0] != sizeof(T))
                CopyLine<T>.Run((byte*)row.Pointers[0] + from * row.Steps[0], row.Steps[0], (byte*)direct[0], sizeof(T), count);
        }
    }

    /// <summary>The map on lines that lie together.</summary>
    public static void Contiguous(TMap map, T* a, T* b, T* c, T* d, T* y, long count) => Lines(map, a, b, c, d, y, count, repeats: 0);

    // Bit k of repeats says that input k is one number for the whole line.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Lines(TMap map, T* a, T* b, T* c, T* d, T* y, long count, int repeats)
    {
        if (Isa.Has512 && count >= V512<T>.Count) Vectors<V512<T>>(map, a, b, c, d, y, count, repeats);
        else if (Isa.Has256 && count >= V256<T>.Count) Vectors<V256<T>>(map, a, b, c, d, y, count, repeats);
        else if (count >= V128<T>.Count) Vectors<V128<T>>(map, a, b, c, d, y, count, repeats);
        else Few(map, a, b, c, d, y, count, repeats);
    }

    // The last vector overlaps the one before it; its numbers are read before anything is written over them.
    [MethodImpl(Compile.Loop), SkipLocalsInit]
    static void Vectors<V>(TMap map, T* a, T* b, T* c, T* d, T* y, long count, int repeats) where V : struct, IVector<V, T>
    {
        var last = stackalloc T[4 * V.Count];
        var whole = count - V.Count;
        var stepA = Last<V>(a, last, whole, repeats & 2);
        var stepB = TMap.Arity > 1 ? Last<V>(b, last + V.Count, whole, repeats & 4) : 0;
        var stepC = TMap.Arity > 2 ? Last<V>(c, last + 2 * V.Count, whole, repeats & 8) : 0;
        var stepD = TMap.Arity > 3 ? Last<V>(d, last + 3 * V.Count, whole, repeats & 16) : 0;
        if (stepA == 0) a = last;
        if (stepB == 0) b = last + V.Count;
        if (stepC == 0) c = last + 2 * V.Count;
        if (stepD == 0) d = last + 3 * V.Count;
        var end = y + whole;
        for (; ; )
        {
            if (y >= end)
            {
                a = last;
                b = last + V.Count;
                c = last + 2 * V.Count;
                d = last + 3 * V.Count;
                y = end;
            }
            V.Store(map.Value(
                V.Load(a),
                TMap.Arity > 1 ? V.Load(b) : default,
                TMap.Arity > 2 ? V.Load(c) : default,
                TMap.Arity > 3 ? V.Load(d) : default), y);
            if (y == end) return;
            a += stepA;
            if (TMap.Arity > 1) b += stepB;
            if (TMap.Arity > 2) c += stepC;
            if (TMap.Arity > 3) d += stepD;
            y += V.Count;
        }
    }

    // Keeps the last vector of an input, or the one number it is; gives the way from vector to vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static nint Last<V>(T* source, T* last, long whole, int repeats) where V : struct, IVector<V, T>
    {
        V.Store(repeats != 0 ? V.LoadOne(source) : V.Load(source + whole), last);
        return repeats != 0 ? 0 : V.Count;
    }

    // Fewer than a vector has, one by one: most of these are single numbers.
    [MethodImpl(Compile.Loop)]
    static void Few(TMap map, T* a, T* b, T* c, T* d, T* y, long count, int repeats)
    {
        for (long i = 0; i < count; i++)
        {
            V128<T>.StoreOne(map.Value(
                V128<T>.LoadOne((repeats & 2) != 0 ? a : a + i),
                TMap.Arity > 1 ? V128<T>.LoadOne((repeats & 4) != 0 ? b : b + i) : default,
                TMap.Arity > 2 ? V128<T>.LoadOne((repeats & 8) != 0 ? c : c + i) : default,
                TMap.Arity > 3 ? V128<T>.LoadOne((repeats & 16) != 0 ? d : d + i) : default), y + i);
        }
    }
}
