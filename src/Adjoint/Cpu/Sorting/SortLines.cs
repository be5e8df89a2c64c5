using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Sorts the middle dimension of a contiguous [outer, count, inner] array, and says where each element came from. Equal
/// elements keep their order, in both directions.
/// </summary>
internal static unsafe class SortLines<T> where T : unmanaged
{
    /// <summary>Writes the first <paramref name="kept"/> elements in order, and their positions.</summary>
    public static void Run(T* x, T* values, long* indices, long outer, long count, long inner, long kept, bool descending)
    {
        if (sizeof(T) < 8 && count <= uint.MaxValue) Share<NarrowItem>(x, values, indices, outer, count, inner, kept, descending);
        else Share<WideItem>(x, values, indices, outer, count, inner, kept, descending);
    }

    static void Share<TItem>(T* x, T* values, long* indices, long outer, long count, long inner, long kept, bool descending)
        where TItem : unmanaged, ISortItem<TItem>
    {
        var lines = new Lines<TItem>
        {
            X = (nint)x,
            Values = (nint)values,
            Indices = (nint)indices,
            Count = count,
            Inner = inner,
            Kept = kept,
            Flip = descending ? SortKey<T>.Mask : 0,
        };
        Threads.For(outer * inner, Math.Max(1, 2048 / count), lines);
    }

    struct Lines<TItem> : IRange where TItem : unmanaged, ISortItem<TItem>
    {
        public nint X, Values, Indices;
        public long Count, Inner, Kept;

        // Descending order is ascending order of the keys' complements.
        public ulong Flip;

        // Of a small part, the rest is not put in order.
        readonly bool IsPart => Kept <= Count / 8;

        public readonly void Run(long from, long to)
        {
            var length = IsPart ? Kept : Count;
            var memory = (TItem*)NativeMemory.Alloc((nuint)(2 * length), (nuint)sizeof(TItem));
            try
            {
                for (var line = from; line < to; line++)
                {
                    var (o, j) = Math.DivRem(line, Inner);
                    var x = (T*)X + o * Count * Inner + j;
                    if (IsPart && length <= Sorter<TItem>.Few) Select(x, memory);
                    else if (IsPart) SelectInOrder(x, memory);
                    else Load(x, memory, Count);
                    var sorted = Sorter<TItem>.Sort(memory, memory + length, length);
                    Store(x, sorted, o * Kept * Inner + j);
                }
            }
            finally
            {
                NativeMemory.Free(memory);
            }
        }

        readonly TItem Item(T* x, long i) => TItem.Create(SortKey<T>.Of(x[i * Inner]) ^ Flip, i);

        readonly void Load(T* x, TItem* items, long count)
        {
            for (long i = 0; i < count; i++) items[i] = Item(x, i);
        }

        readonly void Select(T* x, TItem* heap)
        {
            Load(x, heap, Kept);
            Sorter<TItem>.BuildHeap(heap, Kept);
            var last = heap->Key;
            for (var i = Kept; i < Count; i++)
            {
                // An equal key is no reason to replace: the one in the heap came first.
                var key = SortKey<T>.Of(x[i * Inner]) ^ Flip;
                if (key >= last) continue;
                Sorter<TItem>.Replace(heap, Kept, TItem.Create(key, i));
                last = heap->Key;
            }
        }

        // Sorted digit by digit, equal keys stay as they lie in memory: that is to be the order of their positions.
        readonly void SelectInOrder(T* x, TItem* items)
        {
            Select(x, items);
            var last = *items;
            for (long i = 0, next = 0; next < Kept; i++)
            {
                var item = Item(x, i);
                if (!last.IsBefore(item)) items[next++] = item;
            }
        }

        readonly void Store(T* x, TItem* items, long start)
        {
            T* values = (T*)Values + start;
            var indices = (long*)Indices + start;
            for (long i = 0; i < Kept; i++)
            {
                var index = items[i].Index;
                var key = items[i].Key ^ Flip;
                indices[i * Inner] = index;
                values[i * Inner] = SortKey<T>.IsUnique(key) ? SortKey<T>.Decode(key) : x[index * Inner];
            }
        }
    }
}
