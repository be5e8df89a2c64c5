using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>A line that is sorted: how its elements are read as keys, and where what is kept of them goes.</summary>
internal unsafe struct Line<T> where T : unmanaged
{
    public T* Values;
    public long* Indices;

    /// <summary>The number of elements.</summary>
    public long Count;

    /// <summary>The distance from one to the next.</summary>
    public long Inner;

    /// <summary>How many are written.</summary>
    public long Kept;

    /// <summary>The bits of a key that are turned around.</summary>
    public ulong Flip;

    /// <summary>The first element of the line with this number, and where its first result goes.</summary>
    public readonly T* At(T* x, long number, out long start)
    {
        var (outer, inner) = Math.DivRem(number, Inner);
        start = outer * Kept * Inner + inner;
        return x + outer * Count * Inner + inner;
    }

    /// <summary>The key of an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Key(T* x, long i) => SortKey<T>.Of(x[i * Inner]) ^ Flip;

    /// <summary>Writes the elements that sorted items stand for, from one to another.</summary>
    [MethodImpl(Compile.Loop)]
    public readonly void Store<TItem>(T* x, TItem* items, long start, long from, long to) where TItem : unmanaged, ISortItem<TItem>
    {
        for (var i = from; i < to; i++) Put(x, items[i].Key, items[i].Index, start + i * Inner);
    }

    /// <summary>Writes the elements that sorted words stand for, from one to another.</summary>
    [MethodImpl(Compile.Loop)]
    public readonly void Store(T* x, ulong* words, Packing packing, long start, long from, long to)
    {
        for (var i = from; i < to; i++) Put(x, packing.Key(words[i]), packing.Position(words[i]), start + i * Inner);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void Put(T* x, ulong key, long index, long place)
    {
        key ^= Flip;
        Indices[place] = index;
        Values[place] = SortKey<T>.IsUnique(key) ? SortKey<T>.Decode(key) : x[index * Inner];
    }
}
