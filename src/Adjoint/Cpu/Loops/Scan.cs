using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

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
        if (inner == 1 && typeof(T) == typeof(float))
        {
            SingleScan<TFold>.Rows((float*)x, (float*)y, outer, count, reverse);
            return;
        }
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
                if (Inner == 1) Row(x, y, Count, step);
                else if (typeof(T) == typeof(float)) SingleScan<TFold>.Columns((float*)x, (float*)y, Count, step, width);
                else if (Isa.Has512) Columns<V512<T>>(x, y, Count, step, width);
                else if (Isa.Has256) Columns<V256<T>>(x, y, Count, step, width);
                else Columns<V128<T>>(x, y, Count, step, width);
            }
        }

        [MethodImpl(Compile.Loop)]
        static void Row(T* x, T* y, long count, long step)
        {
            var sum = V128<T>.LoadOne(x);
            *y = *x;
            for (long i = 1; i < count; i++)
            {
                sum = TFold.Combine(sum, V128<T>.LoadOne(x + i * step));
                V128<T>.StoreOne(sum, y + i * step);
            }
        }

        // What the fold has come to is what was written one row before.
        [MethodImpl(Compile.Loop)]
        static void Columns<V>(T* x, T* y, long count, long step, int width) where V : struct, IVector<V, T>
        {
            Buffer.MemoryCopy(x, y, width * sizeof(T), width * sizeof(T));
            for (long i = 1; i < count; i++)
            {
                T* next = x + i * step, sum = y + i * step, before = sum - step;
                long j = 0;
                for (; j <= width - V.Count; j += V.Count) V.Store(TFold.Combine(V.Load(before + j), V.Load(next + j)), sum + j);
                for (; j < width; j++) V128<T>.StoreOne(TFold.Combine(V128<T>.LoadOne(before + j), V128<T>.LoadOne(next + j)), sum + j);
            }
        }
    }
}
