using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>An elementwise function of up to four numbers.</summary>
internal interface IMap
{
    /// <summary>The types it is defined for.</summary>
    static virtual DTypeSet Types => DTypeSet.Numbers;

    /// <summary>How many of the arguments are used.</summary>
    static abstract int Arity { get; }

    /// <summary>The function; unused arguments are zero.</summary>
    V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V>;
}

/// <summary>
/// Applies an <see cref="IMap"/> to lines of elements: vectors of the machine's width, then single elements through the
/// same code. Inputs that do not lie together are brought together block by block first, so that there is one inner loop.
/// </summary>
internal unsafe struct MapLoop<TMap, T>(TMap map) : IRowAction where TMap : struct, IMap where T : unmanaged
{
    const int Block = 512;

    public readonly void Run(scoped in Row row)
    {
        if (IsDirect(row))
        {
            Contiguous(map, (T*)row.Pointers[1], (T*)row.Pointers[2], (T*)row.Pointers[3], (T*)row.Pointers[4], (T*)row.Pointers[0], row.Count);
            return;
        }
        Blocks(row);
    }

    static bool IsDirect(in Row row)
    {
        if (row.Count == 1) return true;
        for (var k = 0; k <= TMap.Arity; k++)
        {
            if (row.Steps[k] != sizeof(T)) return false;
        }
        return true;
    }

    [SkipLocalsInit]
    readonly void Blocks(in Row row)
    {
        var buffers = stackalloc T[(TMap.Arity + 1) * Block];
        var direct = stackalloc T*[Five<nint>.Capacity];
        for (var k = 1; k <= TMap.Arity; k++)
        {
            if (row.Steps[k] == 0) new Span<T>(buffers + k * Block, Block).Fill(*(T*)row.Pointers[k]);
        }
        for (long from = 0; from < row.Count; from += Block)
        {
            var count = Math.Min(Block, row.Count - from);
            for (var k = 0; k <= TMap.Arity; k++)
            {
                var source = (byte*)row.Pointers[k] + from * row.Steps[k];
                direct[k] = row.Steps[k] == sizeof(T) ? (T*)source : buffers + k * Block;
                if (k > 0 && row.Steps[k] != sizeof(T) && row.Steps[k] != 0) Gather(source, row.Steps[k], direct[k], count);
            }
            Contiguous(map, direct[1], direct[2], direct[3], direct[4], direct[0], count);
            if (row.Steps[0] != sizeof(T)) Scatter(direct[0], (byte*)row.Pointers[0] + from * row.Steps[0], row.Steps[0], count);
        }
    }

    static void Gather(byte* source, long step, T* destination, long count)
    {
        for (long i = 0; i < count; i++) destination[i] = *(T*)(source + i * step);
    }

    static void Scatter(T* source, byte* destination, long step, long count)
    {
        for (long i = 0; i < count; i++) *(T*)(destination + i * step) = source[i];
    }

    /// <summary>The map on lines that lie together.</summary>
    public static void Contiguous(TMap map, T* a, T* b, T* c, T* d, T* y, long count)
    {
        if (Isa.Has512) Vectors<V512<T>>(map, a, b, c, d, y, count);
        else if (Isa.Has256) Vectors<V256<T>>(map, a, b, c, d, y, count);
        else Vectors<V128<T>>(map, a, b, c, d, y, count);
    }

    // One call of the map for both whole vectors and the last, partial one, so that all of it is inlined once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    static void Vectors<V>(TMap map, T* a, T* b, T* c, T* d, T* y, long count) where V : struct, IVector<V, T>
    {
        var rest = stackalloc T[5 * V.Count];
        var whole = count - V.Count;
        T* end = null;
        for (long i = 0; i < count; i += V.Count)
        {
            if (i > whole)
            {
                end = y + i;
                a = Rest(a + i, count - i, rest, V.Count) - i;
                if (TMap.Arity > 1) b = Rest(b + i, count - i, rest + V.Count, V.Count) - i;
                if (TMap.Arity > 2) c = Rest(c + i, count - i, rest + 2 * V.Count, V.Count) - i;
                if (TMap.Arity > 3) d = Rest(d + i, count - i, rest + 3 * V.Count, V.Count) - i;
                y = rest + 4 * V.Count - i;
            }
            V.Store(map.Value(
                V.Load(a + i),
                TMap.Arity > 1 ? V.Load(b + i) : default,
                TMap.Arity > 2 ? V.Load(c + i) : default,
                TMap.Arity > 3 ? V.Load(d + i) : default), y + i);
        }
        for (var i = 0; end is not null && i < count % V.Count; i++) end[i] = rest[4 * V.Count + i];
    }

    // A copy of the last elements, the very last one repeated to fill a vector.
    static T* Rest(T* source, long count, T* copy, int length)
    {
        for (var i = 0; i < length; i++) copy[i] = source[Math.Min(i, count - 1)];
        return copy;
    }
}
