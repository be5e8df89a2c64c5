namespace Adjoint.Cpu.Loops;

/// <summary>
/// Folds the middle dimension of a contiguous [outer, count, inner] array and writes what the fold has come to at each
/// element. Single precision is folded in double precision.
/// </summary>
internal static unsafe class Scan<TFold, T> where TFold : struct, IFold where T : unmanaged
{
    const long Grain = 16384;
    const int Width = 256;

    /// <summary>Scans from the first element on, or, if <paramref name="reverse"/>, from the last.</summary>
    public static void Run(T* x, T* y, long outer, long count, long inner, bool reverse)
    {
        var chunks = (inner + Width - 1) / Width;
        var lines = new Lines { X = (nint)x, Y = (nint)y, Count = count, Inner = inner, Chunks = chunks, Reverse = reverse };
        Threads.For(outer * chunks, Math.Max(1, Grain / (count * Math.Min(inner, Width))), lines);
    }

    struct Lines : IRange
    {
        public nint X, Y;
        public long Count, Inner, Chunks;
        public bool Reverse;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (o, chunk) = Math.DivRem(i, Chunks);
                var start = o * Count * Inner + chunk * Width + (Reverse ? (Count - 1) * Inner : 0);
                T* x = (T*)X + start, y = (T*)Y + start;
                var step = Reverse ? -Inner : Inner;
                var width = (int)Math.Min(Width, Inner - chunk * Width);
                if (typeof(T) == typeof(float)) Scan<double>(x, y, Count, step, width);
                else Scan<T>(x, y, Count, step, width);
            }
        }

        static void Scan<TSum>(T* x, T* y, long count, long step, int width) where TSum : unmanaged
        {
            if (width == 1)
            {
                var sum = Convert.To<T, TSum>(*x);
                *y = *x;
                for (long i = 1; i < count; i++)
                {
                    sum = Fold<TFold, Element, TSum>.Combine(sum, Convert.To<T, TSum>(x[i * step]));
                    y[i * step] = Convert.To<TSum, T>(sum);
                }
                return;
            }
            var sums = stackalloc TSum[width];
            for (var j = 0; j < width; j++) sums[j] = Convert.To<T, TSum>(y[j] = x[j]);
            for (long i = 1; i < count; i++)
            {
                for (var j = 0; j < width; j++)
                {
                    sums[j] = Fold<TFold, Element, TSum>.Combine(sums[j], Convert.To<T, TSum>(x[i * step + j]));
                    y[i * step + j] = Convert.To<TSum, T>(sums[j]);
                }
            }
        }
    }
}
