using System.Numerics;

namespace Adjoint.Cpu.Sorting;

/// <summary>Sorts a line so long that threads share it: each sorts a part, and the parts are merged.</summary>
internal static unsafe class LongLine<T> where T : unmanaged
{
    /// <summary>From how many elements on a line is worth sharing.</summary>
    public const long Least = 1 << 15;

    const long Grain = 8192;

    /// <summary>Sorts the line that begins at <paramref name="x"/>; its results go to <paramref name="start"/> and on.</summary>
    public static void Run(T* x, Line<T> line, long start)
    {
        var runs = (long)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Threads.Count, line.Count / Grain));
        var packing = Pack(x, line, runs);
        if (packing.Fits) Sort<NarrowItem>(x, line, start, runs, packing);
        else Sort<WideItem>(x, line, start, runs, packing);
    }

    static Packing Pack(T* x, Line<T> line, long runs)
    {
        using var memory = new Scratch<KeyRange>(runs);
        Threads.For(runs, 1, new Ranges { X = x, Line = line, Runs = runs, Found = memory.Pointer });
        var range = memory.Pointer[0];
        for (long run = 1; run < runs; run++) range = range.And(memory.Pointer[run]);
        return Packing.Of(sizeof(T), range.Least, range.Most, line.Count);
    }

    static void Sort<TItem>(T* x, Line<T> line, long start, long runs, Packing packing) where TItem : unmanaged, ISortItem<TItem>
    {
        using var memory = new Scratch<TItem>(2 * line.Count);
        TItem* items = memory.Pointer, spare = items + line.Count;
        Threads.For(runs, 1, new Parts<TItem> { X = x, Line = line, Runs = runs, Items = items, Spare = spare, Packing = packing });
        items = Runs<TItem>.Merge(items, spare, line.Count, runs);
        Threads.For(line.Kept, Grain, new Results<TItem> { X = x, Line = line, Items = items, Start = start, Packing = packing });
    }

    struct Ranges : IRange
    {
        public T* X;
        public Line<T> Line;
        public long Runs;
        public KeyRange* Found;

        public readonly void Run(long from, long to)
        {
            for (var run = from; run < to; run++)
            {
                long first = Runs<NarrowItem>.Start(Line.Count, Runs, run), end = Runs<NarrowItem>.Start(Line.Count, Runs, run + 1);
                Found[run] = LinePart<T>.Range(X, Line, first, end);
            }
        }
    }

    struct Parts<TItem> : IRange where TItem : unmanaged, ISortItem<TItem>
    {
        public T* X;
        public Line<T> Line;
        public long Runs;
        public TItem* Items, Spare;
        public Packing Packing;

        public readonly void Run(long from, long to)
        {
            for (var run = from; run < to; run++)
            {
                long first = Runs<TItem>.Start(Line.Count, Runs, run), end = Runs<TItem>.Start(Line.Count, Runs, run + 1);
                TItem* items = Items + first, spare = Spare + first;
                var sorted = Packing.Fits
                    ? (TItem*)LinePart<T>.Sort(X, Line, first, end, (ulong*)items, (ulong*)spare, Packing)
                    : (TItem*)LinePart<T>.Sort(X, Line, first, end, (WideItem*)items, (WideItem*)spare);
                if (sorted != items) Buffer.MemoryCopy(sorted, items, (end - first) * sizeof(TItem), (end - first) * sizeof(TItem));
            }
        }
    }

    struct Results<TItem> : IRange where TItem : unmanaged, ISortItem<TItem>
    {
        public T* X;
        public Line<T> Line;
        public TItem* Items;
        public long Start;
        public Packing Packing;

        public readonly void Run(long from, long to)
        {
            if (Packing.Fits) Line.Store(X, (ulong*)Items, Packing, Start, from, to);
            else Line.Store(X, Items, Start, from, to);
        }
    }
}
