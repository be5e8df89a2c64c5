using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Sorts words, each a key and below it a position, that lie in the order of the positions: few by insertion, many digit by
/// digit of the key alone, from the last, where equal ones keep their order.
/// </summary>
internal static unsafe class WordSorter
{
    /// <summary>Up to how many are sorted by counting those before each; the memory must have room for so many.</summary>
    public const int Few = 16;

    const int Some = 40;

    // Wide digits take fewer passes, and longer tables that only many words are worth.
    const long Many = 1 << 14;
    const int MostBits = 11;
    const int MostPasses = 8;

    /// <summary>
    /// Sorts by the <paramref name="bits"/> bits from <paramref name="shift"/> on. Returns where the result is:
    /// <paramref name="words"/> or <paramref name="spare"/>, memory of the same length.
    /// </summary>
    public static ulong* Sort(ulong* words, ulong* spare, long count, int shift, int bits)
    {
        if (count <= Few) return Rank(words, spare, count);
        if (count <= Some)
        {
            Insert(words, count);
            return words;
        }
        if (bits == 0) return words;
        var passes = (bits + (count < Many ? 7 : MostBits - 1)) / (count < Many ? 8 : MostBits);
        return ByDigits(words, spare, count, shift, (bits + passes - 1) / passes, passes);
    }

    // No two words are equal, so each has a place of its own. No step depends on how they lie.
    [MethodImpl(Compile.Loop)]
    static ulong* Rank(ulong* words, ulong* sorted, long count)
    {
        if (!Isa.Has512)
        {
            for (long i = 0; i < count; i++)
            {
                long before = 0;
                for (long k = 0; k < count; k++) before += words[k] < words[i] ? 1 : 0;
                sorted[before] = words[i];
            }
            return sorted;
        }
        for (var i = count; i < Few; i++) words[i] = ulong.MaxValue;
        Vector512<ulong> low = Vector512.Load(words), high = Vector512.Load(words + 8);
        for (long i = 0; i < count; i++)
        {
            var word = Vector512.Create(words[i]);
            var before = Vector512.LessThan(low, word).ExtractMostSignificantBits()
                | Vector512.LessThan(high, word).ExtractMostSignificantBits() << 8;
            sorted[BitOperations.PopCount(before)] = words[i];
        }
        return sorted;
    }

    static void Insert(ulong* words, long count)
    {
        for (long i = 1; i < count; i++)
        {
            var word = words[i];
            var place = i;
            for (; place > 0 && word < words[place - 1]; place--) words[place] = words[place - 1];
            words[place] = word;
        }
    }

    [MethodImpl(Compile.Loop), SkipLocalsInit]
    static ulong* ByDigits(ulong* words, ulong* spare, long count, int shift, int bits, int passes)
    {
        var counts = stackalloc long[MostPasses << (bits <= 8 ? 8 : MostBits)];
        Count(words, count, counts, shift, bits, passes);
        var mask = (1UL << bits) - 1;
        for (var pass = 0; pass < passes; pass++, shift += bits)
        {
            var starts = counts + ((long)pass << bits);
            // A digit that is the same in all keys orders nothing.
            if (starts[*words >> shift & mask] == count) continue;
            long sum = 0;
            for (ulong digit = 0; digit <= mask; digit++) (starts[digit], sum) = (sum, sum + starts[digit]);
            for (long i = 0; i < count; i++)
            {
                var word = words[i];
                spare[starts[word >> shift & mask]++] = word;
            }
            var sorted = spare;
            spare = words;
            words = sorted;
        }
        return words;
    }

    [MethodImpl(Compile.Loop)]
    static void Count(ulong* words, long count, long* counts, int shift, int bits, int passes)
    {
        new Span<long>(counts, passes << bits).Clear();
        var mask = (1UL << bits) - 1;
        if (passes == 4)
        {
            long* second = counts + (1L << bits), third = second + (1L << bits), fourth = third + (1L << bits);
            for (long i = 0; i < count; i++)
            {
                var key = words[i] >> shift;
                counts[key & mask]++;
                second[key >> bits & mask]++;
                third[key >> 2 * bits & mask]++;
                fourth[key >> 3 * bits & mask]++;
            }
            return;
        }
        for (var pass = 0; pass < passes; pass++, shift += bits, counts += 1L << bits)
        {
            for (long i = 0; i < count; i++) counts[words[i] >> shift & mask]++;
        }
    }

    /// <summary>How many bits a number below <paramref name="count"/> takes.</summary>
    public static int BitsOf(ulong count) => 64 - BitOperations.LeadingZeroCount(count);
}
