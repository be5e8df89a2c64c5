using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// Folds the middle dimension of a contiguous [outer, count, inner] array. The order of combination depends on the sizes
/// alone, never on the number of threads: pieces of fixed length, combined pairwise, which also keeps sums accurate.
/// </summary>
internal static unsafe class Fold<TFold, TTerm, T> where TFold : struct, IFold where TTerm : struct, ITerm where T : unmanaged
{
    // Work for one thread, in elements.
    const long Grain = 32768;

    // With so many results that can be computed side by side, each is left in one piece.
    const long Many = 16;

    // Columns that are folded together, and rows of them before partial results are combined pairwise.
    const long Width = 512;
    const long Height = 128;

    /// <summary>Folds into <paramref name="y"/>, of [outer, inner]; no size is 0.</summary>
    public static void Run(TTerm term, T* x, T* center, T* y, long outer, long count, long inner)
    {
        var width = Math.Min(inner, Width);
        var chunks = (inner + Width - 1) / Width;
        var height = Grain / width;
        if (outer * chunks >= Many || count <= 2 * height)
        {
            Share(new()
            {
                Term = term,
                X = (nint)x,
                Center = (nint)center,
                Y = (nint)y,
                Count = count,
                Inner = inner,
                Chunks = chunks,
                Pieces = 1,
                Height = count,
            }, outer);
            return;
        }
        var pieces = (count + height - 1) / height;
        var parts = new T[outer * pieces * inner];
        fixed (T* part = parts)
        {
            Share(new()
            {
                Term = term,
                X = (nint)x,
                Center = (nint)center,
                Y = (nint)part,
                Count = count,
                Inner = inner,
                Chunks = chunks,
                Pieces = pieces,
                Height = height,
            }, outer);
            Fold<TFold, Element, T>.Run(default, part, null, y, outer, pieces, inner);
        }
    }

    static void Share(Tasks tasks, long outer) =>
        Threads.For(outer * tasks.Pieces * tasks.Chunks, Math.Max(1, Grain / (tasks.Height * Math.Min(tasks.Inner, Width))), tasks);

    struct Tasks : IRange
    {
        public TTerm Term;
        public nint X, Center, Y;
        public long Count, Inner, Chunks, Pieces, Height;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (rest, chunk) = Math.DivRem(i, Chunks);
                var (o, piece) = Math.DivRem(rest, Pieces);
                var row = piece * Height;
                var rows = Math.Min(Height, Count - row);
                var x = (T*)X + (o * Count + row) * Inner + chunk * Width;
                var center = (T*)Center + o * Inner + chunk * Width;
                var y = (T*)Y + rest * Inner + chunk * Width;
                if (Inner == 1) *y = Row(Term, x, rows, center);
                else Columns(Term, x, rows, Inner, Math.Min(Width, Inner - chunk * Width), center, y);
            }
        }
    }

    /// <summary>Folds elements that lie together into one.</summary>
    public static T Row(TTerm term, T* x, long count, T* center)
    {
        // Of narrower vectors each lane sums more numbers, so fewer are taken at once.
        long block = Isa.Has512 ? 4096 : Isa.Has256 ? 2048 : 1024;
        if (count > block)
        {
            var half = (count / 2 + block - 1) / block * block;
            return Combine(Row(term, x, half, center), Row(term, x + half, count - half, center));
        }
        if (Isa.Has512 && count >= Vector512<T>.Count) return Vectors<V512<T>>(term, x, count, center);
        if (Isa.Has256 && count >= Vector256<T>.Count) return Vectors<V256<T>>(term, x, count, center);
        if (count >= Vector128<T>.Count) return Vectors<V128<T>>(term, x, count, center);
        var result = Of(term, x, center);
        for (long i = 1; i < count; i++) result = Combine(result, Of(term, x + i, center));
        return result;
    }

    [MethodImpl(Compile.Loop)]
    static T Vectors<V>(TTerm term, T* x, long count, T* center) where V : struct, IVector<V, T>
    {
        var m = TTerm.HasCenter ? V.LoadOne(center) : default;
        var total = term.Of(V.Load(x), m);
        long i = V.Count;
        if (count >= 4 * V.Count)
        {
            V a = total,
                b = term.Of(V.Load(x + V.Count), m),
                c = term.Of(V.Load(x + 2 * V.Count), m),
                d = term.Of(V.Load(x + 3 * V.Count), m);
            for (i = 4 * V.Count; i <= count - 4 * V.Count; i += 4 * V.Count)
            {
                a = TFold.Combine(a, term.Of(V.Load(x + i), m));
                b = TFold.Combine(b, term.Of(V.Load(x + i + V.Count), m));
                c = TFold.Combine(c, term.Of(V.Load(x + i + 2 * V.Count), m));
                d = TFold.Combine(d, term.Of(V.Load(x + i + 3 * V.Count), m));
            }
            total = TFold.Combine(TFold.Combine(a, b), TFold.Combine(c, d));
        }
        for (; i <= count - V.Count; i += V.Count) total = TFold.Combine(total, term.Of(V.Load(x + i), m));

        var result = Lanes.Fold<TFold, V, T>(total);
        if (V.Count > V128<T>.Count && i <= count - V128<T>.Count)
        {
            var n = TTerm.HasCenter ? V128<T>.LoadOne(center) : default;
            var few = term.Of(V128<T>.Load(x + i), n);
            for (i += V128<T>.Count; i <= count - V128<T>.Count; i += V128<T>.Count)
                few = TFold.Combine(few, term.Of(V128<T>.Load(x + i), n));
            result = Combine(result, Lanes.Fold<TFold, V128<T>, T>(few));
        }
        for (; i < count; i++) result = Combine(result, Of(term, x + i, center));
        return result;
    }

    /// <summary>
    /// Folds rows, which begin <paramref name="stride"/> elements apart, into one of at most <see cref="Width"/> elements.
    /// </summary>
    [SkipLocalsInit]
    public static void Columns(TTerm term, T* x, long rows, long stride, long width, T* center, T* y)
    {
        const long narrow = 64, line = 256;
        if (stride == width && width <= narrow && rows >= 2 * (line / width))
        {
            var many = stackalloc T[(int)line];
            Narrow(term, x, rows, width, line / width, center, many);
            Buffer.MemoryCopy(many, y, width * sizeof(T), width * sizeof(T));
        }
        else if (rows > Height)
        {
            var half = (rows / 2 + Height - 1) / Height * Height;
            var other = stackalloc T[(int)width];
            Columns(term, x, half, stride, width, center, y);
            Columns(term, x + half * stride, rows - half, stride, width, center, other);
            Fold<TFold, Element, T>.Into(default, other, 1, 0, width, null, y, isFirst: false);
        }
        else
        {
            const long together = 8;
            for (long row = 0; row < rows; row += together)
                Into(term, x + row * stride, Math.Min(together, rows - row), stride, width, center, y, isFirst: row == 0);
        }
    }

    // Rows too short for vectors: several side by side make a long one.
    [SkipLocalsInit]
    static void Narrow(TTerm term, T* x, long rows, long width, long together, T* center, T* y)
    {
        var line = width * together;
        var centers = stackalloc T[TTerm.HasCenter ? (int)line : 1];
        for (long i = 0; i < line && TTerm.HasCenter; i++) centers[i] = center[i % width];
        var (lines, rest) = Math.DivRem(rows, together);
        Columns(term, x, lines, line, line, centers, y);
        if (rest > 0) Into(term, x + lines * line, rest, width, width, center, y, isFirst: false);
        while (together > 1)
        {
            var half = together / 2;
            together -= half;
            Fold<TFold, Element, T>.Into(default, y + together * width, 1, 0, half * width, null, y, isFirst: false);
        }
    }

    static void Into(TTerm term, T* x, long rows, long stride, long width, T* center, T* y, bool isFirst)
    {
        if (Isa.Has512) Into<V512<T>>(term, x, rows, stride, width, center, y, isFirst);
        else if (Isa.Has256) Into<V256<T>>(term, x, rows, stride, width, center, y, isFirst);
        else Into<V128<T>>(term, x, rows, stride, width, center, y, isFirst);
    }

    [MethodImpl(Compile.Loop)]
    static void Into<V>(TTerm term, T* x, long rows, long stride, long width, T* center, T* y, bool isFirst) where V : struct, IVector<V, T>
    {
        long start = isFirst ? 1 : 0, j = 0;
        for (; j <= width - V.Count; j += V.Count)
        {
            var m = TTerm.HasCenter ? V.Load(center + j) : default;
            var total = isFirst ? term.Of(V.Load(x + j), m) : V.Load(y + j);
            for (var r = start; r < rows; r++) total = TFold.Combine(total, term.Of(V.Load(x + r * stride + j), m));
            V.Store(total, y + j);
        }
        for (; j < width; j++)
        {
            var m = TTerm.HasCenter ? V128<T>.LoadOne(center + j) : default;
            var total = isFirst ? term.Of(V128<T>.LoadOne(x + j), m) : V128<T>.LoadOne(y + j);
            for (var r = start; r < rows; r++) total = TFold.Combine(total, term.Of(V128<T>.LoadOne(x + r * stride + j), m));
            V128<T>.StoreOne(total, y + j);
        }
    }

    static T Of(TTerm term, T* x, T* center)
    {
        T result;
        V128<T>.StoreOne(term.Of(V128<T>.LoadOne(x), TTerm.HasCenter ? V128<T>.LoadOne(center) : default), &result);
        return result;
    }

    /// <summary>Folds two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b)
    {
        T result;
        V128<T>.StoreOne(TFold.Combine(V128<T>.LoadOne(&a), V128<T>.LoadOne(&b)), &result);
        return result;
    }
}
