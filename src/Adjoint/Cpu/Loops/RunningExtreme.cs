using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// The largest or smallest element so far along the middle dimension of a contiguous [outer, count, inner] array, and where it
/// stands: the last one, if several are equal; of NaN too, which counts as both.
/// </summary>
internal static unsafe class RunningExtreme<TFold, T> where TFold : struct, IFold where T : unmanaged
{
    const long Grain = 16384;
    const long Width = 256;

    public static void Run(T* x, T* values, long* indices, long outer, long count, long inner)
    {
        var chunks = (inner + Width - 1) / Width;
        var lines = new Lines { X = x, Values = values, Indices = indices, Count = count, Inner = inner, Chunks = chunks };
        Threads.For(outer * chunks, Math.Max(1, Grain / (count * Math.Min(inner, Width))), lines);
    }

    struct Lines : IRange
    {
        public T* X, Values;
        public long* Indices;
        public long Count, Inner, Chunks;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (o, chunk) = Math.DivRem(i, Chunks);
                var start = o * Count * Inner + chunk * Width;
                if (Inner == 1) Row(X + start, Values + start, Indices + start);
                else Columns(X + start, Values + start, Indices + start, Math.Min(Width, Inner - chunk * Width));
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Row(T* x, T* values, long* indices)
        {
            var best = *x;
            long at = 0;
            for (long i = 0; i < Count; i++)
            {
                if (Takes(best, x[i])) (best, at) = (x[i], i);
                values[i] = best;
                indices[i] = at;
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Columns(T* x, T* values, long* indices, long width)
        {
            for (long j = 0; j < width; j++) (values[j], indices[j]) = (x[j], 0);
            for (long i = 1; i < Count; i++)
            {
                x += Inner;
                values += Inner;
                indices += Inner;
                for (long j = 0; j < width; j++)
                {
                    var takes = Takes(values[j - Inner], x[j]);
                    values[j] = takes ? x[j] : values[j - Inner];
                    indices[j] = takes ? i : indices[j - Inner];
                }
            }
        }

        // NaN is the same as NaN here.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static bool Takes(T best, T next) => EqualityComparer<T>.Default.Equals(Fold<TFold, Element, T>.Combine(best, next), next);
    }
}
