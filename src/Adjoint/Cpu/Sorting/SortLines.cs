using System.Runtime.CompilerServices;

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
        if (kept > count / 32) Threads.For(outer * inner, Math.Max(1, 2048 / count), new Whole { X = x, Line = line });
        else if (sizeof(T) < 8 && count <= uint.MaxValue) TopLines<T, NarrowItem>.Run(x, line, outer);
        else TopLines<T, WideItem>.Run(x, line, outer);
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

        [MethodImpl(Compile.Loop)]
        readonly void Sort(T* x, long start, WideItem* memory)
        {
            var (line, count) = (Line, Line.Count);
            var (least, bits) = Range(x, line);
            var shift = sizeof(T) < 8 ? 32 : WordSorter.BitsOf((ulong)count - 1);
            if (bits + shift > 64 || count > uint.MaxValue)
            {
                for (long i = 0; i < count; i++) memory[i] = WideItem.Create(line.Key(x, i), i);
                line.Store(x, WideSorter.Sort(memory, memory + count, count), start);
                return;
            }
            var words = (ulong*)memory;
            for (long i = 0; i < count; i++) words[i] = line.Key(x, i) - least << shift | (ulong)i;
            line.Store(x, WordSorter.Sort(words, words + count, count, shift, bits), least, shift, start);
        }

        // What wide keys have in common need not be sorted, and leaves room for the position in a word.
        [MethodImpl(Compile.Loop)]
        static (ulong Least, int Bits) Range(T* x, Line<T> line)
        {
            if (sizeof(T) < 8) return (0, 32);
            ulong least = ulong.MaxValue, largest = 0;
            for (long i = 0; i < line.Count; i++)
            {
                var key = line.Key(x, i);
                (least, largest) = (Math.Min(least, key), Math.Max(largest, key));
            }
            return (least, WordSorter.BitsOf(largest - least));
        }
    }
}
