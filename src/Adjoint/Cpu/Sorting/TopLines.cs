using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Sorting;

/// <summary>Finds the first few elements of each line in order. Long lines are shared: each part has its own first few.</summary>
internal static unsafe class TopLines<T, TItem> where T : unmanaged where TItem : unmanaged, ISortItem<TItem>
{
    const long Part = 1 << 16;

    /// <summary>Runs over all lines of <paramref name="outer"/> blocks.</summary>
    public static void Run(T* x, Line<T> line, long outer)
    {
        var lines = outer * line.Inner;
        var parts = lines >= Threads.Count ? 1 : Math.Clamp(line.Count / Math.Max(Part, 8 * line.Kept), 1, Threads.Count);
        using var memory = new Scratch<TItem>(lines * parts * line.Kept);
        if (line.Kept == 0) return;
        var select = new Select { X = x, Line = line, Items = memory.Pointer, Parts = parts };
        Threads.For(lines * parts, Math.Max(1, 16384 * parts / line.Count), select);
        for (long number = 0; number < lines && parts > 1; number++) select.Finish(number);
    }

    struct Select : IRange
    {
        public T* X;
        public Line<T> Line;
        public TItem* Items;
        public long Parts;

        public readonly void Run(long from, long to)
        {
            for (var unit = from; unit < to; unit++)
            {
                var (number, part) = Math.DivRem(unit, Parts);
                var x = Line.At(X, number, out _);
                long first = Line.Count * part / Parts, end = Line.Count * (part + 1) / Parts;
                if (Line.Inner > 1) OneByOne(x, Items + unit * Line.Kept, first, end);
                else if (Isa.Has512) Filtered<V512<T>>(x, Items + unit * Line.Kept, first, end);
                else if (Isa.Has256) Filtered<V256<T>>(x, Items + unit * Line.Kept, first, end);
                else Filtered<V128<T>>(x, Items + unit * Line.Kept, first, end);
                if (Parts == 1) Finish(number);
            }
        }

        // The first few of all parts together are put in order, and the first few of these are kept.
        public readonly void Finish(long number)
        {
            var items = Items + number * Parts * Line.Kept;
            new TopHeap<TItem>(items, Parts * Line.Kept).BuildAndSort();
            var x = Line.At(X, number, out var start);
            Line.Store(x, items, start, 0, Line.Kept);
        }

        readonly TopHeap<TItem> Begin(T* x, TItem* items, long first)
        {
            for (long i = 0; i < Line.Kept; i++) items[i] = TItem.Create(Line.Key(x, first + i), first + i);
            var heap = new TopHeap<TItem>(items, Line.Kept);
            heap.Build();
            return heap;
        }

        // An equal key is no reason to replace: the one in the heap came first.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly void Offer(TopHeap<TItem> heap, T* x, long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var key = Line.Key(x, i);
                if (key < heap.Last.Key) heap.Replace(TItem.Create(key, i));
            }
        }

        readonly void OneByOne(T* x, TItem* items, long first, long end) => Offer(Begin(x, items, first), x, first + Line.Kept, end);

        // Whole vectors are passed over in which no element comes before the last that is kept; NaN compares as if one did.
        [MethodImpl(Compile.Loop), SkipLocalsInit]
        readonly void Filtered<V>(T* x, TItem* items, long first, long end) where V : struct, IVector<V, T>
        {
            var lanes = stackalloc byte[V.Count];
            var heap = Begin(x, items, first);
            var last = V.Fill(x[heap.Last.Index]);
            var i = first + Line.Kept;
            for (; i <= end - V.Count; i += V.Count)
            {
                var next = V.Load(x + i);
                var passes = Line.Flip == 0 ? V.LessOrEqual(last, next) : V.LessOrEqual(next, last);
                var beyond = V.Not(passes);
                if (!V.Any(beyond)) continue;
                V.StoreMask(beyond, lanes);
                for (var k = 0; k < V.Count; k++)
                {
                    if (lanes[k] != 0) Offer(heap, x, i + k, i + k + 1);
                }
                last = V.Fill(x[heap.Last.Index]);
            }
            Offer(heap, x, i, end);
        }
    }
}
