using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Sorts items that are too wide for a word by key: few by insertion, many digit by digit from the last. Equal ones keep
/// their order.
/// </summary>
internal static unsafe class WideSorter
{
    const int Few = 40;

    const int Digits = 256;
    const int Passes = 8;

    /// <summary>
    /// Sorts <paramref name="items"/>; <paramref name="spare"/> is memory of the same length. Returns where the result is.
    /// </summary>
    public static WideItem* Sort(WideItem* items, WideItem* spare, long count)
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

    [MethodImpl(Compile.Loop)]
    static WideItem* ByDigits(WideItem* items, WideItem* spare, long count)
    {
        var counts = stackalloc long[8 * Digits];
        for (long i = 0; i < count; i++)
        {
            var key = items[i].Key;
            for (var pass = 0; pass < Passes; pass++) counts[pass * Digits + (byte)(key >> 8 * pass)]++;
        }
        for (var pass = 0; pass < Passes; pass++)
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
}
