using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Sorts items by key: few by insertion, equal ones by position, and many digit by digit from the last, where equal ones
/// keep their order.
/// </summary>
internal static unsafe class Sorter<TItem> where TItem : unmanaged, ISortItem<TItem>
{
    /// <summary>Up to how many are sorted by insertion.</summary>
    public const int Few = 40;

    const int Digits = 256;

    /// <summary>Sorts <paramref name="items"/>; <paramref name="spare"/> is memory of the same length. Returns where the result is.</summary>
    public static TItem* Sort(TItem* items, TItem* spare, long count)
    {
        if (count > Few) return ByDigits(items, spare, count);
        for (long i = 1; i < count; i++)
        {
            var item = items[i];
            var place = i;
            for (; place > 0 && item.IsBefore(items[place - 1]); place--) items[place] = items[place - 1];
            items[place] = item;
        }
        return items;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static TItem* ByDigits(TItem* items, TItem* spare, long count)
    {
        var passes = sizeof(TItem) == sizeof(ulong) ? 4 : 8;
        var counts = stackalloc long[8 * Digits];
        for (long i = 0; i < count; i++)
        {
            var key = items[i].Key;
            for (var pass = 0; pass < passes; pass++) counts[pass * Digits + (byte)(key >> 8 * pass)]++;
        }
        for (var pass = 0; pass < passes; pass++)
        {
            var starts = counts + pass * Digits;
            // A digit that is the same in all keys orders nothing.
            if (starts[(byte)(items->Key >> 8 * pass)] == count) continue;
            long sum = 0;
            for (var digit = 0; digit < Digits; digit++) (starts[digit], sum) = (sum, sum + starts[digit]);
            for (long i = 0; i < count; i++)
            {
                var item = items[i];
                spare[starts[(byte)(item.Key >> 8 * pass)]++] = item;
            }
            var sorted = spare;
            spare = items;
            items = sorted;
        }
        return items;
    }

    /// <summary>
    /// The first <paramref name="kept"/> of the items of a sequence, in order. <paramref name="heap"/> holds the first of the
    /// sequence, as many; later ones are offered one by one.
    /// </summary>
    public static void BuildHeap(TItem* heap, long kept)
    {
        for (var i = kept / 2 - 1; i >= 0; i--) SiftDown(heap, i, kept);
    }

    /// <summary>Replaces the last of the items in the heap, its root, by one that comes before it.</summary>
    public static void Replace(TItem* heap, long kept, TItem item)
    {
        *heap = item;
        SiftDown(heap, 0, kept);
    }

    static void SiftDown(TItem* heap, long place, long count)
    {
        var item = heap[place];
        for (var child = 2 * place + 1; child < count; child = 2 * place + 1)
        {
            if (child + 1 < count && heap[child].IsBefore(heap[child + 1])) child++;
            if (!item.IsBefore(heap[child])) break;
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = item;
    }
}
