using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// Finds in the middle dimension of a contiguous [outer, count, inner] array the element a fold chooses, and where it stands
/// first. The fold runs over blocks; a block that changes the result is remembered and searched at the end.
/// </summary>
internal static unsafe class ArgFold<TFold, T> where TFold : struct, IFold where T : unmanaged
{
    const long Grain = 32768;
    const long Many = 16;

    /// <summary>Writes the chosen elements and their positions, of [outer, inner]; no size is 0.</summary>
    public static void Run(T* x, T* values, long* indices, long outer, long count, long inner)
    {
        if (inner > 1)
        {
            var chunks = (inner + Columns.Width - 1) / Columns.Width;
            var columns = new Columns
            {
                X = (nint)x,
                Values = (nint)values,
                Indices = (nint)indices,
                Count = count,
                Inner = inner,
                Chunks = chunks,
            };
            Threads.For(outer * chunks, Math.Max(1, Grain / (count * Math.Min(inner, Columns.Width))), columns);
        }
        else if (outer >= Many || count <= 2 * Grain)
        {
            var rows = new Rows { X = (nint)x, Values = (nint)values, Indices = (nint)indices, Count = count, Pieces = 1, Length = count };
            Threads.For(outer, Math.Max(1, Grain / count), rows);
        }
        else
        {
            InPieces(x, values, indices, outer, count);
        }
    }

    static void InPieces(T* x, T* values, long* indices, long outer, long count)
    {
        var pieces = (count + Grain - 1) / Grain;
        var (bests, places) = (new T[outer * pieces], new long[outer * pieces]);
        fixed (T* best = bests)
        {
            fixed (long* place = places)
            {
                var rows = new Rows
                {
                    X = (nint)x,
                    Values = (nint)best,
                    Indices = (nint)place,
                    Count = count,
                    Pieces = pieces,
                    Length = Grain,
                };
                Threads.For(outer * pieces, 1, rows);
                for (long o = 0; o < outer; o++)
                {
                    var piece = Row(best + o * pieces, pieces, out values[o]);
                    indices[o] = piece * Grain + place[o * pieces + piece];
                }
            }
        }
    }

    // The position of the chosen one of elements that lie together.
    static long Row(T* x, long count, out T chosen)
    {
        var start = Find(x, count, 2048, out chosen);
        if (Isa.Has512) start = Search<V512<T>>(x, start, count, chosen);
        else if (Isa.Has256) start = Search<V256<T>>(x, start, count, chosen);
        else start = Search<V128<T>>(x, start, count, chosen);
        while (!Same(x[start], chosen)) start++;
        return start;
    }

    // The first whole vector from a place on that holds the chosen element, or the place behind all whole vectors.
    [MethodImpl(Compile.Loop)]
    static long Search<V>(T* x, long start, long count, T chosen) where V : struct, IVector<V, T>
    {
        var wanted = V.Fill(chosen);
        if (V.Any(V.IsNaN(wanted)))
        {
            for (; start <= count - V.Count && !V.Any(V.IsNaN(V.Load(x + start))); start += V.Count) { }
            return start;
        }
        for (; start <= count - V.Count && !V.Any(V.Equal(V.Load(x + start), wanted)); start += V.Count) { }
        return start;
    }

    // Where the first block begins that contains the chosen element.
    static long Find(T* x, long count, long block, out T chosen)
    {
        chosen = Fold<TFold, Element, T>.Row(default, x, Math.Min(block, count), null);
        long first = 0;
        for (var i = block; i < count; i += block)
        {
            var combined = Fold<TFold, Element, T>.Combine(
                chosen, Fold<TFold, Element, T>.Row(default, x + i, Math.Min(block, count - i), null));
            if (Same(combined, chosen)) continue;
            (chosen, first) = (combined, i);
        }
        return first;
    }

    // NaN is the same as NaN here, and zeros of both signs are the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Same(T a, T b) => EqualityComparer<T>.Default.Equals(a, b);

    struct Rows : IRange
    {
        public nint X, Values, Indices;
        public long Count, Pieces, Length;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (o, piece) = Math.DivRem(i, Pieces);
                var start = piece * Length;
                ((long*)Indices)[i] = Row((T*)X + o * Count + start, Math.Min(Length, Count - start), out ((T*)Values)[i]);
            }
        }
    }

    struct Columns : IRange
    {
        public const int Width = 512;
        const long Block = 8;

        public nint X, Values, Indices;
        public long Count, Inner, Chunks;

        public readonly void Run(long from, long to)
        {
            var buffer = stackalloc T[Width];
            for (var i = from; i < to; i++)
            {
                var (o, chunk) = Math.DivRem(i, Chunks);
                var start = chunk * Width;
                var width = (int)Math.Min(Width, Inner - start);
                Chunk((T*)X + o * Count * Inner + start, (T*)Values + o * Inner + start, (long*)Indices + o * Inner + start, width, buffer);
            }
        }

        readonly void Chunk(T* x, T* values, long* indices, int width, T* line)
        {
            new Span<long>(indices, width).Clear();
            Fold<TFold, Element, T>.Columns(default, x, Math.Min(Block, Count), Inner, width, null, values);
            for (var row = Block; row < Count; row += Block)
            {
                Fold<TFold, Element, T>.Columns(default, x + row * Inner, Math.Min(Block, Count - row), Inner, width, null, line);
                for (var j = 0; j < width; j++)
                {
                    var combined = Fold<TFold, Element, T>.Combine(values[j], line[j]);
                    if (Same(combined, values[j])) continue;
                    (values[j], indices[j]) = (combined, row);
                }
            }
            for (var j = 0; j < width; j++)
            {
                while (!Same(x[indices[j] * Inner + j], values[j])) indices[j]++;
            }
        }
    }
}
