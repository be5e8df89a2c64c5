using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Runs: parts of a line, as long as each other but for one item, that are sorted each by itself. Two and two are merged until one is
/// left. No two items are equal, so the result does not depend on the number of parts.
/// </summary>
internal static unsafe class Runs<TItem> where TItem : unmanaged, ISortItem<TItem>
{
    const long Grain = 8192;

    /// <summary>Where a run begins, or behind the last one, where the line ends.</summary>
    public static long Start(long count, long runs, long run) => count * run / runs;

    /// <summary>
    /// Merges a power of two of runs. Returns where the result is: <paramref name="items"/> or <paramref name="spare"/>, memory of the
    /// same length.
    /// </summary>
    public static TItem* Merge(TItem* items, TItem* spare, long count, long runs)
    {
        for (; runs > 1; runs /= 2)
        {
            Threads.For(count, Grain, new Round { From = items, To = spare, Count = count, Runs = runs });
            var merged = spare;
            spare = items;
            items = merged;
        }
        return items;
    }

    struct Round : IRange
    {
        public TItem* From, To;
        public long Count, Runs;

        public readonly void Run(long from, long to)
        {
            for (long run = 0; run < Runs; run += 2)
            {
                long first = Start(Count, Runs, run), middle = Start(Count, Runs, run + 1), last = Start(Count, Runs, run + 2);
                long begin = Math.Max(from, first) - first, end = Math.Min(to, last) - first;
                if (begin < end) Pair(From + first, middle - first, From + middle, last - middle, To + first, begin, end);
            }
        }

        // From one place of the result to another, in two halves at a time: each step waits for the one before.
        [MethodImpl(Compile.Loop)]
        static void Pair(TItem* a, long aCount, TItem* b, long bCount, TItem* result, long from, long to)
        {
            var middle = (from + to) / 2;
            long aFrom = Cut(a, aCount, b, bCount, from), aMiddle = Cut(a, aCount, b, bCount, middle), aTo = Cut(a, aCount, b, bCount, to);
            var first = new Merging(a + aFrom, a + aMiddle, b + (from - aFrom), b + (middle - aMiddle), result + from);
            var second = new Merging(a + aMiddle, a + aTo, b + (middle - aMiddle), b + (to - aTo), result + middle);
            while (first.HasBoth && second.HasBoth)
            {
                first.Step();
                second.Step();
            }
            first.Finish();
            second.Finish();
        }

        // How many of the first items of the result come from a.
        static long Cut(TItem* a, long aCount, TItem* b, long bCount, long first)
        {
            long low = Math.Max(0, first - bCount), high = Math.Min(first, aCount);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (a[middle].IsBefore(b[first - 1 - middle])) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }

    // Two sorted ranges that become one.
    struct Merging(TItem* a, TItem* aEnd, TItem* b, TItem* bEnd, TItem* to)
    {
        TItem* _a = a, _b = b, _to = to;

        public readonly bool HasBoth => _a < aEnd && _b < bEnd;

        // Which one comes first no processor can guess, so nothing branches.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step()
        {
            nint isA = Unsafe.BitCast<bool, byte>(_a->IsBefore(*_b));
            *_to++ = *(TItem*)((byte*)_b + ((byte*)_a - (byte*)_b & -isA));
            _a += isA;
            _b += 1 - isA;
        }

        public void Finish()
        {
            while (HasBoth) Step();
            while (_a < aEnd) *_to++ = *_a++;
            while (_b < bEnd) *_to++ = *_b++;
        }
    }
}
