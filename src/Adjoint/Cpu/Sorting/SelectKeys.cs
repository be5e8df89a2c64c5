using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Finds keys by their rank. Many are counted by their leading bits first, and only those that share them with the one that is
/// looked for are looked at again; the rest is partitioned around pivots.
/// </summary>
/// <param name="keys">The keys, whose order changes; as much memory again lies behind them.</param>
/// <param name="count">Their number.</param>
internal readonly unsafe struct SelectKeys(ulong* keys, long count)
{
    const long Many = 4096;
    const int Few = 12;
    const int Bits = 11;
    const long Part = 1 << 16;

    readonly ulong* _keys = keys;
    readonly long _count = count;

    /// <summary>The key of a rank, and how many keys are less.</summary>
    /// <param name="rank">The number of keys before it in order.</param>
    /// <param name="least">The smallest of all keys.</param>
    /// <param name="most">The largest.</param>
    public (ulong Key, long Less) Find(long rank, ulong least, ulong most)
    {
        if (_count <= Many) return Partition(_keys, _count, rank);
        var keys = _keys;
        var (count, less) = (_count, 0L);
        while (count > Many && least != most)
        {
            var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount(most - least) - Bits);
            var (bucket, before) = Bucket(keys, count, rank - less, least, shift);
            less += before;
            (count, least, most) = Narrow(keys, count, _keys + _count, least, shift, bucket);
            keys = _keys + _count;
        }
        if (least == most) return (least, less);
        var (key, below) = Partition(keys, count, rank - less);
        return (key, less + below);
    }

    /// <summary>The key of the rank after one that is known to have <paramref name="less"/> keys before it.</summary>
    [MethodImpl(Compile.Loop)]
    public (ulong Key, long Less) Next(ulong key, long less, long rank)
    {
        var next = ulong.MaxValue;
        long upTo = 0;
        for (long i = 0; i < _count; i++)
        {
            var other = _keys[i];
            upTo += other <= key ? 1 : 0;
            next = Math.Min(next, other <= key ? ulong.MaxValue : other);
        }
        return rank < upTo ? (key, less) : (next, upTo);
    }

    // Which of the buckets, made by the bits above the shift, holds the rank, and how many keys lie in those before.
    static (ulong Bucket, long Before) Bucket(ulong* keys, long count, long rank, ulong least, int shift)
    {
        var parts = (count + Part - 1) / Part;
        using var memory = new Scratch<long>(parts << Bits);
        var table = memory.Pointer;
        NativeMemory.Clear(table, (nuint)(parts << Bits) * sizeof(long));
        Threads.For(parts, 1, new Tally { Keys = keys, Count = count, Least = least, Shift = shift, Table = table });
        long before = 0;
        for (ulong bucket = 0; ; bucket++)
        {
            long here = 0;
            for (long part = 0; part < parts; part++) here += table[(part << Bits) + (long)bucket];
            if (before + here > rank) return (bucket, before);
            before += here;
        }
    }

    struct Tally : IRange
    {
        public ulong* Keys;
        public long* Table;
        public long Count;
        public ulong Least;
        public int Shift;

        [MethodImpl(Compile.Loop)]
        public readonly void Run(long from, long to)
        {
            var (least, shift) = (Least, Shift);
            for (var part = from; part < to; part++)
            {
                var table = Table + (part << Bits);
                var end = Keys + Math.Min(Count, (part + 1) * Part);
                for (var key = Keys + part * Part; key < end; key++) table[(*key - least) >> shift]++;
            }
        }
    }

    // Nothing is written beyond what has been read, so the keys may be narrowed where they are.
    [MethodImpl(Compile.Loop)]
    static (long Count, ulong Least, ulong Most) Narrow(ulong* keys, long count, ulong* to, ulong least, int shift, ulong bucket)
    {
        ulong smallest = ulong.MaxValue, largest = 0;
        var next = to;
        for (long i = 0; i < count; i++)
        {
            var key = keys[i];
            if ((key - least) >> shift != bucket) continue;
            *next++ = key;
            smallest = Math.Min(smallest, key);
            largest = Math.Max(largest, key);
        }
        return (next - to, smallest, largest);
    }

    static (ulong Key, long Less) Partition(ulong* keys, long count, long rank)
    {
        long low = 0, high = count;
        while (high - low > Few)
        {
            var pivot = Middle(keys[low], keys[low + (high - low) / 2], keys[high - 1]);
            var first = Split(keys, low, high, pivot);
            if (rank < first)
            {
                high = first;
                continue;
            }
            low = pivot == ulong.MaxValue ? high : Split(keys, first, high, pivot + 1);
            if (rank < low) return (pivot, first);
        }
        Insert(keys + low, high - low);
        var less = rank;
        while (less > low && keys[less - 1] == keys[rank]) less--;
        return (keys[rank], less);
    }

    // Moves keys below the pivot to the front, without a branch on any of them.
    [MethodImpl(Compile.Loop)]
    static long Split(ulong* keys, long low, long high, ulong pivot)
    {
        var next = low;
        for (var i = low; i < high; i++)
        {
            var key = keys[i];
            keys[i] = keys[next];
            keys[next] = key;
            next += key < pivot ? 1 : 0;
        }
        return next;
    }

    static ulong Middle(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    static void Insert(ulong* keys, long count)
    {
        for (long i = 1; i < count; i++)
        {
            var key = keys[i];
            var place = i;
            for (; place > 0 && key < keys[place - 1]; place--) keys[place] = keys[place - 1];
            keys[place] = key;
        }
    }
}
