using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// Computes an <see cref="ILineMap"/> along the middle dimension of contiguous [outer, count, inner] arrays. Of a fold, the
/// results, m in the place of q and the other number in y, are of [outer, inner]. A row, or a strip
/// of columns that fits into the cache, is finished before the next is begun.
/// </summary>
internal static unsafe class LineKernel<TMap, T> where TMap : struct, ILineMap where T : unmanaged
{
    // In elements; an exponential costs some ten times as much as an addition.
    const long Grain = 4096;
    const long Area = 8192;
    const long Narrow = 64;
    const long Even = 256;
    const long Wide = 512;

    /// <summary>Computes <paramref name="y"/>; no size is 0. Where there is no second input any pointer will do.</summary>
    public static void Run(T* p, T* q, T* y, long outer, long count, long inner)
    {
        if (inner == 1)
        {
            Threads.For(outer, Math.Max(1, Grain / count), new Rows { P = (nint)p, Q = (nint)q, Y = (nint)y, Count = count });
            return;
        }
        // Small enough for the second cache together with the others of its rows, but of lines long enough to be read ahead of
        // their use and not to fall into a few sets of the first cache, as narrow ones do whose rows are powers of two apart.
        var share = outer * inner / (2 * Threads.Count) / Narrow * Narrow;
        var width = Math.Min(inner, Math.Clamp(Area / count / Narrow * Narrow, Math.Clamp(share, Narrow, Even), Wide));
        var chunks = (inner + width - 1) / width;
        var strips = new Strips { P = (nint)p, Q = (nint)q, Y = (nint)y, Count = count, Inner = inner, Width = width, Chunks = chunks };
        Threads.For(outer * chunks, Math.Max(1, Grain / (count * width)), strips);
    }

    struct Rows : IRange
    {
        public nint P, Q, Y;
        public long Count;

        public readonly void Run(long from, long to)
        {
            if (Isa.Has512 && Count >= Vector512<T>.Count) All<V512<T>>(from, to);
            else if (Isa.Has256 && Count >= Vector256<T>.Count) All<V256<T>>(from, to);
            else if (Count >= Vector128<T>.Count) All<V128<T>>(from, to);
            else Strips.Each(P, Q, Y, from, to, Count);
        }

        readonly void All<V>(long from, long to) where V : struct, IVector<V, T>
        {
            var step = TMap.IsFold ? 1 : Count;
            for (var i = from; i < to; i++) Row<V>((T*)P + i * Count, (T*)Q + i * step, (T*)Y + i * step, Count);
        }
    }

    // The last elements are computed in a whole vector that begins before the others end; it has its turn in the same loop, since
    // the compiler inlines a formula of this size only once.
    [MethodImpl(Compile.Loop)]
    static void Row<V>(T* p, T* q, T* y, long count) where V : struct, IVector<V, T>
    {
        var (last, rest) = (count - V.Count, count % V.Count);
        var tail = rest > 0 ? Lanes.Last<V, T>(rest) : default;
        var m = TMap.HasMaximum ? Maximum<V>(p, count) : default;
        var sum = V.Zero;
        for (long i = 0; i < count; i += V.Count)
        {
            var at = Math.Min(i, last);
            var term = TMap.Term(V.Load(p + at), TMap.HasSecond ? V.Load(q + at) : default, m);
            if (TMap.KeepsTerms) V.Store(term, y + at);
            sum += i > last ? V.And(tail, term) : term;
        }
        var total = Lanes.Fold<Plus, V, T>(sum);
        V128<T>.StoreOne(TMap.OfSum(V128<T>.Fill(total)), &total);
        var s = V.Fill(total);
        if (TMap.IsFold)
        {
            V.StoreOne(m, q);
            V.StoreOne(s, y);
            return;
        }
        var source = TMap.KeepsTerms ? y : p;
        var end = V.Load(source + last);
        for (long i = 0; i < count; i += V.Count)
        {
            var at = Math.Min(i, last);
            V.Store(TMap.Value(i > last ? end : V.Load(source + at), TMap.HasSecond ? V.Load(q + at) : default, m, s), y + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Maximum<V>(T* x, long count) where V : struct, IVector<V, T>
    {
        var last = count - V.Count;
        V a = V.Load(x), b = V.Load(x + last);
        long i = V.Count;
        for (; i <= last - V.Count; i += 2 * V.Count) (a, b) = (Larger(a, V.Load(x + i)), Larger(b, V.Load(x + i + V.Count)));
        if (i <= last) a = Larger(a, V.Load(x + i));
        return V.Fill(Lanes.Fold<Largest, V, T>(Larger(a, b)));
    }

    // NaN is passed over: with it the sum will be NaN whatever the largest number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Larger<V>(V a, V b) where V : struct, IVector<V, T> => V.AtLeast(a, b);

    struct Strips : IRange
    {
        public nint P, Q, Y;
        public long Count, Inner, Width, Chunks;

        [SkipLocalsInit]
        public readonly void Run(long from, long to)
        {
            T* m = stackalloc T[(int)Width], s = stackalloc T[(int)Width];
            for (var i = from; i < to; i++)
            {
                var (o, chunk) = Math.DivRem(i, Chunks);
                var start = o * Count * Inner + chunk * Width;
                var place = TMap.IsFold ? o * Inner + chunk * Width : start;
                T* p = (T*)P + start, q = (T*)Q + place, y = (T*)Y + place;
                var width = Math.Min(Width, Inner - chunk * Width);
                if (Isa.Has512 && width >= Vector512<T>.Count) Strip<V512<T>>(p, q, y, Count, Inner, width, m, s);
                else if (Isa.Has256 && width >= Vector256<T>.Count) Strip<V256<T>>(p, q, y, Count, Inner, width, m, s);
                else if (width >= Vector128<T>.Count) Strip<V128<T>>(p, q, y, Count, Inner, width, m, s);
                else Few(p, q, y, Count, Inner, width);
            }
        }

        /// <summary>Lines too short for a vector.</summary>
        public static void Each(nint p, nint q, nint y, long from, long to, long count)
        {
            var step = TMap.IsFold ? 1 : count;
            for (var i = from; i < to; i++) Few((T*)p + i * count, (T*)q + i * step, (T*)y + i * step, count, 1, 1);
        }
    }

    // Columns side by side. Maxima and sums lie in memory, in m and s.
    [MethodImpl(Compile.Loop)]
    static void Strip<V>(T* p, T* q, T* y, long count, long inner, long width, T* m, T* s) where V : struct, IVector<V, T>
    {
        var (last, rest) = (width - V.Count, width % V.Count);
        var tail = rest > 0 ? Lanes.Last<V, T>(rest) : default;
        Buffer.MemoryCopy(p, m, width * sizeof(T), width * sizeof(T));
        for (long row = 1; row < count && TMap.HasMaximum; row++)
        {
            var x = p + row * inner;
            for (long j = 0; j <= last; j += V.Count) V.Store(Larger(V.Load(m + j), V.Load(x + j)), m + j);
            if (rest > 0) V.Store(Larger(V.Load(m + last), V.Load(x + last)), m + last);
        }
        new Span<T>(s, (int)width).Clear();
        for (long row = 0; row < count * inner; row += inner)
        {
            for (long j = 0; j < width; j += V.Count)
            {
                var (at, place) = (row + Math.Min(j, last), Math.Min(j, last));
                var term = TMap.Term(V.Load(p + at), TMap.HasSecond ? V.Load(q + at) : default, V.Load(m + place));
                if (TMap.KeepsTerms) V.Store(term, y + at);
                V.Store(V.Load(s + place) + (j > last ? V.And(tail, term) : term), s + place);
            }
        }
        var lastSum = V.Load(s + last);
        for (long j = 0; j < width; j += V.Count) V.Store(TMap.OfSum(j > last ? lastSum : V.Load(s + j)), s + Math.Min(j, last));
        if (TMap.IsFold)
        {
            Buffer.MemoryCopy(m, q, width * sizeof(T), width * sizeof(T));
            Buffer.MemoryCopy(s, y, width * sizeof(T), width * sizeof(T));
            return;
        }
        var source = TMap.KeepsTerms ? y : p;
        for (long row = 0; row < count * inner; row += inner)
        {
            var end = V.Load(source + row + last);
            for (long j = 0; j < width; j += V.Count)
            {
                var (at, place) = (row + Math.Min(j, last), Math.Min(j, last));
                V.Store(TMap.Value(
                    j > last ? end : V.Load(source + at), TMap.HasSecond ? V.Load(q + at) : default, V.Load(m + place),
                    V.Load(s + place)), y + at);
            }
        }
    }

    // Fewer columns than lanes, one after the other.
    [MethodImpl(Compile.Loop)]
    static void Few(T* p, T* q, T* y, long count, long inner, long width)
    {
        for (long j = 0; j < width; j++)
        {
            V128<T> m = V128<T>.LoadOne(p + j), s = V128<T>.Zero;
            for (var i = j + inner; i < count * inner && TMap.HasMaximum; i += inner) m = Larger(m, V128<T>.LoadOne(p + i));
            for (var i = j; i < count * inner; i += inner)
            {
                var term = TMap.Term(V128<T>.LoadOne(p + i), TMap.HasSecond ? V128<T>.LoadOne(q + i) : default, m);
                if (TMap.KeepsTerms) V128<T>.StoreOne(term, y + i);
                s += term;
            }
            s = TMap.OfSum(s);
            if (TMap.IsFold)
            {
                V128<T>.StoreOne(m, q + j);
                V128<T>.StoreOne(s, y + j);
                continue;
            }
            for (var i = j; i < count * inner; i += inner)
                V128<T>.StoreOne(
                    TMap.Value(V128<T>.LoadOne((TMap.KeepsTerms ? y : p) + i), TMap.HasSecond ? V128<T>.LoadOne(q + i) : default, m, s),
                    y + i);
        }
    }
}
