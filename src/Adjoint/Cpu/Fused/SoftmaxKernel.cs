using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// Softmax and its logarithm along the middle dimension of a contiguous [outer, count, inner] array. The largest element is
/// taken off first, so that no exponential overflows. A row, or a strip of columns that fits into the cache, is finished
/// before the next is begun.
/// </summary>
internal static unsafe class SoftmaxKernel<T> where T : unmanaged
{
    // In elements; an exponential costs some ten times as much as an addition.
    const long Grain = 4096;
    const long Strip = 8192;
    const long Narrow = 64;

    /// <summary>Writes the softmax of <paramref name="x"/>, or its logarithm; no size is 0.</summary>
    public static void Run(T* x, T* y, long outer, long count, long inner, bool isLog)
    {
        // Whole vectors wide, and together with the others of its rows small enough for the cache.
        var width = inner == 1 ? 1 : Math.Min(inner, Math.Clamp(Strip / count / Narrow * Narrow, Narrow, 512));
        var chunks = (inner + width - 1) / width;
        var strips = new Strips { X = (nint)x, Y = (nint)y, Count = count, Inner = inner, Width = width, Chunks = chunks, IsLog = isLog };
        Threads.For(outer * chunks, Math.Max(1, Grain / (count * width)), strips);
    }

    struct Strips : IRange
    {
        public nint X, Y;
        public long Count, Inner, Width, Chunks;
        public bool IsLog;

        [SkipLocalsInit]
        public readonly void Run(long from, long to)
        {
            var centers = stackalloc T[(int)Width];
            for (var i = from; i < to; i++)
            {
                var (o, chunk) = Math.DivRem(i, Chunks);
                var start = o * Count * Inner + chunk * Width;
                if (Inner == 1) Row((T*)X + start, (T*)Y + start, centers);
                else Columns((T*)X + start, (T*)Y + start, Math.Min(Width, Inner - chunk * Width), centers);
            }
        }

        readonly void Row(T* x, T* y, T* center)
        {
            *center = Fold<Largest, Element, T>.Row(default, x, Count, null);
            if (IsLog)
            {
                Terms<Deviation, T>.Write(default, x, center, false, y, Count);
                *center = Fold<Plus, Exponential, T>.Row(default, y, Count, null);
                Last(center, 1);
                Terms<Deviation, T>.Write(default, y, center, false, y, Count);
            }
            else
            {
                Terms<ExpDeviation, T>.Write(default, x, center, false, y, Count);
                *center = Fold<Plus, Element, T>.Row(default, y, Count, null);
                Last(center, 1);
                Terms<Scaled, T>.Write(default, y, center, false, y, Count);
            }
        }

        readonly void Columns(T* x, T* y, long width, T* centers)
        {
            Fold<Largest, Element, T>.Columns(default, x, Count, Inner, width, null, centers);
            if (IsLog)
            {
                Each<Deviation>(x, y, width, centers);
                Fold<Plus, Exponential, T>.Columns(default, y, Count, Inner, width, null, centers);
                Last(centers, width);
                Each<Deviation>(y, y, width, centers);
            }
            else
            {
                Each<ExpDeviation>(x, y, width, centers);
                Fold<Plus, Element, T>.Columns(default, y, Count, Inner, width, null, centers);
                Last(centers, width);
                Each<Scaled>(y, y, width, centers);
            }
        }

        readonly void Each<TTerm>(T* x, T* y, long width, T* centers) where TTerm : struct, ITerm
        {
            for (long i = 0; i < Count; i++) Terms<TTerm, T>.Write(default, x + i * Inner, centers, true, y + i * Inner, width);
        }

        // From a sum of exponentials to what is subtracted, or multiplied by.
        readonly void Last(T* sums, long count)
        {
            if (IsLog) Terms<Logarithm, T>.Write(default, sums, sums, false, sums, count);
            else Terms<Inverse, T>.Write(default, sums, sums, false, sums, count);
        }
    }

    readonly struct Exponential : ITerm
    {
        public static DTypeSet Types => DTypeSet.Floating;

        public V Of<V>(V x, V center) where V : struct, IReal<V> => V.Exp(x);
    }

    readonly struct Logarithm : ITerm
    {
        public static DTypeSet Types => DTypeSet.Floating;

        public V Of<V>(V x, V center) where V : struct, IReal<V> => V.Log(x);
    }

    readonly struct Inverse : ITerm
    {
        public static DTypeSet Types => DTypeSet.Floating;

        public V Of<V>(V x, V center) where V : struct, IReal<V> => V.One / x;
    }
}
