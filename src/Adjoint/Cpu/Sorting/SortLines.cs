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
        // Descending order is ascending order of the keys' complements.
        var line = new Line<T>
        {
            Values = values,
            Indices = indices,
            Count = count,
            Inner = inner,
            Kept = kept,
            Flip = descending ? SortKey<T>.Mask : 0,
        };
        if (kept > count / 32) All(x, line, outer * inner);
        else if (sizeof(T) < 8 && count <= uint.MaxValue) TopLines<T, NarrowItem>.Run(x, line, outer);
        else TopLines<T, WideItem>.Run(x, line, outer);
    }

    static void All(T* x, Line<T> line, long lines)
    {
        if (lines >= Threads.Count || line.Count < LongLine<T>.Least)
        {
            Threads.For(lines, Math.Max(1, 2048 / line.Count), new Whole { X = x, Line = line });
            return;
        }
        for (long number = 0; number < lines; number++) LongLine<T>.Run(line.At(x, number, out var start), line, start);
    }

    struct Whole : IRange
    {
        public T* X;
        public Line<T> Line;

        public readonly void Run(long from, long to)
        {
            using var memory = new Scratch<WideItem>(2 * Line.Count + WordSorter.Few);
            for (var number = from; number < to; number++) Sort(Line.At(X, number, out var start), start, memory.Pointer);
        }

        readonly void Sort(T* x, long start, WideItem* memory)
        {
            var (line, count) = (Line, Line.Count);
            var range = LinePart<T>.Range(x, line, 0, count);
            var packing = Packing.Of(sizeof(T), range.Least, range.Most, count);
            var words = (ulong*)memory;
            if (packing.Fits)
            {
                words = LinePart<T>.Sort(x, line, 0, count, words, words + count, packing);
                line.Store(x, words, packing, start, 0, line.Kept);
                return;
            }
            memory = LinePart<T>.Sort(x, line, 0, count, memory, memory + count);
            line.Store(x, memory, start, 0, line.Kept);
        }
    }
}
