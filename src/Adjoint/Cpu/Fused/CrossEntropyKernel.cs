using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// The cross entropy of contiguous [outer, classes, inner] scores x: for each line with class t the loss w[t] (m - x[t] + l), where
/// the largest score m and l = log Σ exp(x - m) are kept for the backward pass. A class that is ignored has a weight of 0.
/// </summary>
internal static unsafe class CrossEntropyKernel<T> where T : unmanaged
{
    const long Block = 2048;
    const long Grain = 8192;
    const long Strip = 4096;

    /// <summary>What a number of losses comes to; <see cref="Wrong"/> is the place of a class that does not exist, or -1.</summary>
    public record struct Total(double Loss, double Weight, long Wrong);

    /// <summary>Writes m, l and, where wanted, the losses; the sums are made block by block, whatever the number of threads.</summary>
    public static Total Forward(T* x, long* classes, T* weights, long ignored, T* m, T* l, T* losses, long outer, long count, long inner)
    {
        LineKernel<LogSumExpLine, T>.Run(x, m, l, outer, count, inner);
        var blocks = (outer * inner + Block - 1) / Block;
        using var scratch = new Scratch<Total>(blocks);
        var totals = scratch.Pointer;
        var pick = new Picks
        {
            X = (nint)x,
            Classes = (nint)classes,
            Weights = (nint)weights,
            Ignored = ignored,
            M = (nint)m,
            L = (nint)l,
            Losses = (nint)losses,
            Totals = (nint)totals,
            Lines = outer * inner,
            Count = count,
            Inner = inner,
        };
        Threads.For(blocks, 4, pick);
        var total = new Total(0, 0, -1);
        for (long i = 0; i < blocks; i++)
            total = new(total.Loss + totals[i].Loss, total.Weight + totals[i].Weight, total.Wrong >= 0 ? total.Wrong : totals[i].Wrong);
        return total;
    }

    struct Picks : IRange
    {
        public nint X, Classes, Weights, M, L, Losses, Totals;
        public long Ignored, Lines, Count, Inner;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++) ((Total*)Totals)[i] = Pick(i * Block, Math.Min(Lines, (i + 1) * Block));
        }

        readonly Total Pick(long from, long to)
        {
            var total = new Total(0, 0, -1);
            var (o, j) = Math.DivRem(from, Inner);
            for (var i = from; i < to; i++)
            {
                var (loss, target) = (0.0, ((long*)Classes)[i]);
                if (target != Ignored)
                {
                    if ((ulong)target >= (ulong)Count) return total with { Wrong = i };
                    var weight = Weights == 0 ? 1 : Convert.To<T, double>(((T*)Weights)[target]);
                    var score = Convert.To<T, double>(((T*)X)[(o * Count + target) * Inner + j]);
                    loss = weight * (Convert.To<T, double>(((T*)M)[i]) - score + Convert.To<T, double>(((T*)L)[i]));
                    total.Loss += loss;
                    total.Weight += weight;
                }
                if (Losses != 0) ((T*)Losses)[i] = Convert.To<double, T>(loss);
                if (++j == Inner) (o, j) = (o + 1, 0);
            }
            return total;
        }
    }

    /// <summary>
    /// Writes the gradient with respect to the scores: s (exp(x - m - l) - 1 where the class is t), with s, of each line, the gradient
    /// of its loss (<paramref name="g"/>, or if there is only one, the same for all) times its weight and <paramref name="factor"/>.
    /// </summary>
    public static void Backward(
        T* x, long* classes, T* weights, long ignored, T* m, T* l, T* g, bool hasMany, double factor,
        T* y, long outer, long count, long inner)
    {
        using var scratch = new Scratch<T>(outer * inner);
        var scales = scratch.Pointer;
        for (long i = 0; i < outer * inner; i++)
        {
            var weight = classes[i] == ignored ? 0 : weights == null ? 1 : Convert.To<T, double>(weights[classes[i]]);
            scales[i] = weight == 0 ? default : Convert.To<double, T>(Convert.To<T, double>(g[hasMany ? i : 0]) * weight * factor);
        }
        var chunks = (inner + Strip - 1) / Strip;
        var task = new Returns
        {
            X = (nint)x,
            Classes = (nint)classes,
            Ignored = ignored,
            M = (nint)m,
            L = (nint)l,
            Scales = (nint)scales,
            Y = (nint)y,
            Count = count,
            Inner = inner,
            Chunks = chunks,
        };
        Threads.For(outer * chunks, Math.Max(1, Grain / (count * Math.Min(inner, Strip))), task);
    }

    struct Returns : IRange
    {
        public nint X, Classes, M, L, Scales, Y;
        public long Ignored, Count, Inner, Chunks;

        public readonly void Run(long from, long to)
        {
            var isRow = Inner == 1;
            for (var i = from; i < to; i++)
            {
                var (o, chunk) = Math.DivRem(i, Chunks);
                var width = isRow ? Count : Math.Min(Strip, Inner - chunk * Strip);
                var line = o * Inner + chunk * Strip;
                var start = o * Count * Inner + chunk * Strip;
                for (long c = 0; c < (isRow ? 1 : Count); c++)
                    Line((T*)X + start + c * Inner, (T*)Y + start + c * Inner, line, width, isRow);
                for (long j = 0; j < (isRow ? 1 : width); j++) Subtract(o, chunk * Strip + j);
            }
        }

        readonly void Subtract(long o, long j)
        {
            var (line, target) = (o * Inner + j, ((long*)Classes)[o * Inner + j]);
            if (target == Ignored) return;
            var y = (T*)Y + (o * Count + target) * Inner + j;
            V128<T>.StoreOne(V128<T>.LoadOne(y) - V128<T>.LoadOne((T*)Scales + line), y);
        }

        readonly void Line(T* x, T* y, long line, long width, bool isRow)
        {
            T* m = (T*)M + line, l = (T*)L + line, s = (T*)Scales + line;
            if (Isa.Has512 && width >= Vector512<T>.Count) Line<V512<T>>(x, y, m, l, s, width, isRow);
            else if (Isa.Has256 && width >= Vector256<T>.Count) Line<V256<T>>(x, y, m, l, s, width, isRow);
            else if (width >= Vector128<T>.Count) Line<V128<T>>(x, y, m, l, s, width, isRow);
            else for (long j = 0; j < width; j++) One(x + j, y + j, m + (isRow ? 0 : j), l + (isRow ? 0 : j), s + (isRow ? 0 : j));
        }

        static void Line<V>(T* x, T* y, T* m, T* l, T* s, long width, bool isRow) where V : struct, IVector<V, T>
        {
            if (isRow) Row<V>(x, y, m, l, s, width);
            else Columns<V>(x, y, m, l, s, width);
        }

        // The last elements are computed in a whole vector that begins before the others end.
        [MethodImpl(Compile.Loop)]
        static void Row<V>(T* x, T* y, T* m, T* l, T* s, long width) where V : struct, IVector<V, T>
        {
            V largest = V.LoadOne(m), log = V.LoadOne(l), scale = V.LoadOne(s);
            for (long i = 0; i < width; i += V.Count)
            {
                var j = Math.Min(i, width - V.Count);
                V.Store(LaneMath.ExpBelow(V.Load(x + j) - largest - log) * scale, y + j);
            }
        }

        [MethodImpl(Compile.Loop)]
        static void Columns<V>(T* x, T* y, T* m, T* l, T* s, long width) where V : struct, IVector<V, T>
        {
            for (long i = 0; i < width; i += V.Count)
            {
                var j = Math.Min(i, width - V.Count);
                V.Store(LaneMath.ExpBelow(V.Load(x + j) - V.Load(m + j) - V.Load(l + j)) * V.Load(s + j), y + j);
            }
        }

        static void One(T* x, T* y, T* m, T* l, T* s) =>
            V128<T>.StoreOne(LaneMath.ExpBelow(V128<T>.LoadOne(x) - V128<T>.LoadOne(m) - V128<T>.LoadOne(l)) * V128<T>.LoadOne(s), y);
    }
}
