using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Normalization;

/// <summary>
/// Normalizes rows: y = (x - m) r w + b, with r = 1/√(v + eps). For a layer norm m and v are mean and variance of the row, for
/// a norm by the root mean square m is 0 and v the mean of the squares. w and b, which may be absent, have an element for
/// each column.
/// </summary>
internal static unsafe class RowNorm<T> where T : unmanaged
{
    const long Grain = 8192;

    /// <summary>Writes y, and m and r of each row; of the root mean square if <paramref name="isCentered"/> is false.</summary>
    public static void Forward(T* x, T* w, T* b, T* y, T* m, T* r, long rows, long length, double eps, bool isCentered)
    {
        var task = new ForwardTask
        {
            X = (nint)x,
            W = (nint)w,
            B = (nint)b,
            Y = (nint)y,
            M = (nint)m,
            R = (nint)r,
            Length = length,
            Eps = eps,
            IsCentered = isCentered,
        };
        Threads.For(rows, Math.Max(1, Grain / length), task);
    }

    /// <summary>
    /// Writes the gradient with respect to x: r (g w - c - (x - m) r d), where d is the mean of g w (x - m) r, and c that of g w,
    /// or 0 if the rows were not centred.
    /// </summary>
    public static void Backward(T* g, T* x, T* w, T* m, T* r, T* y, long rows, long length, bool isCentered)
    {
        var task = new BackwardTask
        {
            G = (nint)g,
            X = (nint)x,
            W = (nint)w,
            M = (nint)m,
            R = (nint)r,
            Y = (nint)y,
            Length = length,
            IsCentered = isCentered,
        };
        Threads.For(rows, Math.Max(1, Grain / length), task);
    }

    static int Lanes(long length) =>
        Isa.Has512 && length >= Vector512<T>.Count ? 512
        : Isa.Has256 && length >= Vector256<T>.Count ? 256
        : length >= Vector128<T>.Count ? 128
        : 1;

    struct ForwardTask : IRange
    {
        public nint X, W, B, Y, M, R;
        public long Length;
        public double Eps;
        public bool IsCentered;

        public readonly void Run(long from, long to)
        {
            var lanes = Lanes(Length);
            for (var row = from; row < to; row++)
            {
                T* x = (T*)X + row * Length, y = (T*)Y + row * Length, m = (T*)M + row, r = (T*)R + row;
                Measure(x, m, r);
                if (lanes == 512) Row<V512<T>>(x, y, m, r);
                else if (lanes == 256) Row<V256<T>>(x, y, m, r);
                else if (lanes == 128) Row<V128<T>>(x, y, m, r);
                else Few(x, y, m, r);
            }
        }

        readonly void Measure(T* x, T* m, T* r)
        {
            double spread;
            if (IsCentered)
            {
                var moments = Moments.Of(x, Length);
                *m = Convert.To<double, T>(moments.Mean);
                spread = moments.Variance;
            }
            else
            {
                *m = default;
                spread = Convert.To<T, double>(Fold<Plus, Squared, T>.Row(default, x, Length, null)) / Length;
            }
            *r = Convert.To<double, T>(1 / Math.Sqrt(spread + Eps));
        }

        // The last elements are computed in a whole vector that begins before the others end.
        [MethodImpl(Compile.Loop)]
        readonly void Row<V>(T* x, T* y, T* m, T* r) where V : struct, IVector<V, T>
        {
            var (last, center, scale) = (Length - V.Count, V.LoadOne(m), V.LoadOne(r));
            T* w = (T*)W, b = (T*)B;
            for (long i = 0; i < Length; i += V.Count)
            {
                var j = Math.Min(i, last);
                var value = (V.Load(x + j) - center) * scale;
                if (w != null) value = V.MultiplyAdd(value, V.Load(w + j), b == null ? V.Zero : V.Load(b + j));
                else if (b != null) value += V.Load(b + j);
                V.Store(value, y + j);
            }
        }

        readonly void Few(T* x, T* y, T* m, T* r)
        {
            for (long j = 0; j < Length; j++)
            {
                var value = (V128<T>.LoadOne(x + j) - V128<T>.LoadOne(m)) * V128<T>.LoadOne(r);
                if (W != 0) value *= V128<T>.LoadOne((T*)W + j);
                if (B != 0) value += V128<T>.LoadOne((T*)B + j);
                V128<T>.StoreOne(value, y + j);
            }
        }
    }

    struct BackwardTask : IRange
    {
        public nint G, X, W, M, R, Y;
        public long Length;
        public bool IsCentered;

        public readonly void Run(long from, long to)
        {
            var lanes = Lanes(Length);
            for (var row = from; row < to; row++)
            {
                T* g = (T*)G + row * Length, x = (T*)X + row * Length, y = (T*)Y + row * Length, m = (T*)M + row, r = (T*)R + row;
                if (lanes == 512) Row<V512<T>>(g, x, y, m, r);
                else if (lanes == 256) Row<V256<T>>(g, x, y, m, r);
                else if (lanes == 128) Row<V128<T>>(g, x, y, m, r);
                else Few(g, x, y, m, r);
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Row<V>(T* g, T* x, T* y, T* m, T* r) where V : struct, IVector<V, T>
        {
            var (last, center, scale) = (Length - V.Count, V.LoadOne(m), V.LoadOne(r));
            var w = (T*)W;
            V sum = V.Zero, product = V.Zero;
            for (long i = 0; i < Length; i += V.Count)
            {
                var j = Math.Min(i, last);
                var share = w == null ? V.Load(g + j) : V.Load(g + j) * V.Load(w + j);
                var along = share * ((V.Load(x + j) - center) * scale);
                if (i > last)
                    (share, along) = (V.And(Loops.Lanes.Last<V, T>(Length - i), share), V.And(Loops.Lanes.Last<V, T>(Length - i), along));
                (sum, product) = (sum + share, product + along);
            }
            var n = V.Of(Length);
            var c = IsCentered ? V.Fill(Loops.Lanes.Fold<Plus, V, T>(sum)) / n : V.Zero;
            var d = V.Fill(Loops.Lanes.Fold<Plus, V, T>(product)) / n * scale;
            for (long i = 0; i < Length; i += V.Count)
            {
                var j = Math.Min(i, last);
                var share = w == null ? V.Load(g + j) : V.Load(g + j) * V.Load(w + j);
                V.Store(scale * (share - c - (V.Load(x + j) - center) * d), y + j);
            }
        }

        readonly void Few(T* g, T* x, T* y, T* m, T* r)
        {
            V128<T> center = V128<T>.LoadOne(m), scale = V128<T>.LoadOne(r), n = V128<T>.Of(Length);
            V128<T> c = V128<T>.Zero, d = V128<T>.Zero;
            for (long j = 0; j < Length; j++)
            {
                var share = Share(g, j);
                (c, d) = (c + share, d + share * ((V128<T>.LoadOne(x + j) - center) * scale));
            }
            (c, d) = (IsCentered ? c / n : V128<T>.Zero, d / n * scale);
            for (long j = 0; j < Length; j++) V128<T>.StoreOne(scale * (Share(g, j) - c - (V128<T>.LoadOne(x + j) - center) * d), y + j);
        }

        readonly V128<T> Share(T* g, long j) => W == 0 ? V128<T>.LoadOne(g + j) : V128<T>.LoadOne(g + j) * V128<T>.LoadOne((T*)W + j);
    }
}
