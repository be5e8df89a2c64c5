using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Resampling;

/// <summary>
/// Applies <see cref="Taps"/> along the middle one of three dimensions: whole lines of the innermost at a time, or where that is one
/// element long, four rows at a time. Each result is computed by one thread, in the order of its taps.
/// </summary>
internal static unsafe class ResampleKernel<T> where T : unmanaged
{
    // Products that one thread should at least compute.
    const long Grain = 32768;

    /// <summary>From [outer, input, inner] to [outer, taps.Count, inner].</summary>
    public static void Run(Taps taps, T* x, T* y, long outer, long input, long inner)
    {
        using var weights = new Scratch<T>(taps.Weight.Length);
        for (var k = 0; k < taps.Weight.Length; k++) weights.Pointer[k] = Convert.To<double, T>(taps.Weight[k]);
        fixed (long* start = taps.Start, index = taps.Index)
        {
            var work = new Lines
            {
                Start = (nint)start,
                Index = (nint)index,
                Weight = (nint)weights.Pointer,
                X = (nint)x,
                Y = (nint)y,
                Input = input,
                Output = taps.Count,
                Inner = inner,
            };
            var perRow = taps.Weight.Length + taps.Count;
            if (inner == 1) Threads.For((outer + 3) / 4, Math.Max(1, Grain / (4 * perRow)), new Rows { Work = work, Count = outer });
            else Threads.For(outer * taps.Count, Math.Max(1, Grain * taps.Count / (perRow * inner)), work);
        }
    }

    struct Lines : IRange
    {
        public nint Start, Index, Weight, X, Y;
        public long Input, Output, Inner;

        public readonly void Run(long from, long to)
        {
            if (Isa.Has512) Vectors<V512<T>>(from, to);
            else if (Isa.Has256) Vectors<V256<T>>(from, to);
            else Vectors<V128<T>>(from, to);
        }

        readonly void Vectors<V>(long from, long to) where V : struct, IVector<V, T>
        {
            var start = (long*)Start;
            for (; from < to; from++)
            {
                var (block, j) = (from / Output, from % Output);
                Sum<V>(
                    (T*)X + block * Input * Inner, (long*)Index + start[j], (T*)Weight + start[j], start[j + 1] - start[j],
                    (T*)Y + from * Inner);
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Sum<V>(T* x, long* index, T* weight, long count, T* y) where V : struct, IVector<V, T>
        {
            long i = 0, inner = Inner;
            for (; i <= inner - 2 * V.Count; i += 2 * V.Count)
            {
                V first = V.Zero, second = V.Zero;
                for (long k = 0; k < count; k++)
                {
                    var (source, w) = ((nint)(x + index[k] * inner + i), V.LoadOne(weight + k));
                    first = V.MultiplyAdd(w, V.Load((T*)source), first);
                    second = V.MultiplyAdd(w, V.Load((T*)source + V.Count), second);
                }
                V.Store(first, y + i);
                V.Store(second, y + i + V.Count);
            }
            for (; i < inner; i++)
            {
                var sum = V128<T>.Zero;
                for (long k = 0; k < count; k++)
                    sum = V128<T>.MultiplyAdd(V128<T>.LoadOne(weight + k), V128<T>.LoadOne(x + index[k] * inner + i), sum);
                V128<T>.StoreOne(sum, y + i);
            }
        }
    }

    // Four rows share the reading of indices and weights; the last ones go one by one.
    struct Rows : IRange
    {
        public Lines Work;
        public long Count;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var row = 4 * from;
                if (row + 4 <= Count) Four(row);
                else
                {
                    for (; row < Count; row++) One(row);
                }
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Four(long row)
        {
            long* start = (long*)Work.Start, index = (long*)Work.Index;
            long input = Work.Input, output = Work.Output;
            T* weight = (T*)Work.Weight, x = (T*)Work.X + row * input, y = (T*)Work.Y + row * output;
            for (long j = 0; j < output; j++)
            {
                V128<T> a = V128<T>.Zero, b = V128<T>.Zero, c = V128<T>.Zero, d = V128<T>.Zero;
                for (var k = start[j]; k < start[j + 1]; k++)
                {
                    var w = V128<T>.LoadOne(weight + k);
                    var source = x + index[k];
                    a = V128<T>.MultiplyAdd(w, V128<T>.LoadOne(source), a);
                    b = V128<T>.MultiplyAdd(w, V128<T>.LoadOne(source + input), b);
                    c = V128<T>.MultiplyAdd(w, V128<T>.LoadOne(source + 2 * input), c);
                    d = V128<T>.MultiplyAdd(w, V128<T>.LoadOne(source + 3 * input), d);
                }
                V128<T>.StoreOne(a, y + j);
                V128<T>.StoreOne(b, y + output + j);
                V128<T>.StoreOne(c, y + 2 * output + j);
                V128<T>.StoreOne(d, y + 3 * output + j);
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void One(long row)
        {
            long* start = (long*)Work.Start, index = (long*)Work.Index;
            T* weight = (T*)Work.Weight, x = (T*)Work.X + row * Work.Input, y = (T*)Work.Y + row * Work.Output;
            for (long j = 0; j < Work.Output; j++)
            {
                var sum = V128<T>.Zero;
                for (var k = start[j]; k < start[j + 1]; k++)
                    sum = V128<T>.MultiplyAdd(V128<T>.LoadOne(weight + k), V128<T>.LoadOne(x + index[k]), sum);
                V128<T>.StoreOne(sum, y + j);
            }
        }
    }
}
