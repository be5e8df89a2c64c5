using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Normalization;

/// <summary>
/// The passes of a normalization over rows of elements. Coefficients belong to cells: either a row is a cell, or every column is
/// one, the same in all rows.
/// </summary>
internal static unsafe class ChannelLoops<T> where T : unmanaged
{
    const long Grain = 16384;

    /// <summary>y = (x - m) p + q.</summary>
    public static void Apply(T* x, T* y, T* m, T* p, T* q, long rows, long length, bool byColumn) =>
        Share(new Passage
        {
            A = (nint)x,
            B = (nint)x,
            Y = (nint)y,
            M = (nint)m,
            P = (nint)p,
            Q = (nint)q,
            R = (nint)q,
            Length = length,
            ByColumn = byColumn,
        }, rows);

    /// <summary>y = g p + ((x - m) q + r).</summary>
    public static void Return(T* g, T* x, T* y, T* m, T* p, T* q, T* r, long rows, long length, bool byColumn) =>
        Share(new Passage
        {
            A = (nint)x,
            B = (nint)g,
            Y = (nint)y,
            M = (nint)m,
            P = (nint)p,
            Q = (nint)q,
            R = (nint)r,
            Length = length,
            ByColumn = byColumn,
            IsReturn = true,
        }, rows);

    /// <summary>Of each row Σ g and Σ g (x - m).</summary>
    public static void SumRows(T* g, T* x, T* m, T* sums, T* products, long rows, long length) =>
        Threads.For(rows, Math.Max(1, Grain / length), new RowSums
        {
            G = (nint)g,
            X = (nint)x,
            M = (nint)m,
            Sums = (nint)sums,
            Products = (nint)products,
            Length = length,
        });

    static void Share(Passage passage, long rows) => Threads.For(rows, Math.Max(1, Grain / passage.Length), passage);

    struct Passage : IRange
    {
        public nint A, B, Y, M, P, Q, R;
        public long Length;
        public bool ByColumn, IsReturn;

        public readonly void Run(long from, long to)
        {
            if (Isa.Has512 && Length >= Vector512<T>.Count) Vectors<V512<T>>(from, to);
            else if (Isa.Has256 && Length >= Vector256<T>.Count) Vectors<V256<T>>(from, to);
            else if (Length >= Vector128<T>.Count) Vectors<V128<T>>(from, to);
            else Few(from, to);
        }

        [MethodImpl(Compile.Loop)]
        readonly void Vectors<V>(long from, long to) where V : struct, IVector<V, T>
        {
            var last = Length - V.Count;
            for (var row = from; row < to; row++)
            {
                T* a = (T*)A + row * Length, b = (T*)B + row * Length, y = (T*)Y + row * Length;
                if (ByColumn)
                    Line<V>(a, b, y, last);
                else if (IsReturn)
                    Returned(a, b, y, last, V.LoadOne((T*)M + row), V.LoadOne((T*)P + row), V.LoadOne((T*)Q + row), V.LoadOne((T*)R + row));
                else
                    Applied(a, y, last, V.LoadOne((T*)M + row), V.LoadOne((T*)P + row), V.LoadOne((T*)Q + row));
            }
        }

        // The last elements are computed in a whole vector that begins before the others end.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Applied<V>(T* x, T* y, long last, V m, V p, V q) where V : struct, IVector<V, T>
        {
            for (long j = 0; j < last; j += V.Count) V.Store(V.MultiplyAdd(V.Load(x + j) - m, p, q), y + j);
            V.Store(V.MultiplyAdd(V.Load(x + last) - m, p, q), y + last);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Returned<V>(T* x, T* g, T* y, long last, V m, V p, V q, V r) where V : struct, IVector<V, T>
        {
            for (long j = 0; j < last; j += V.Count)
                V.Store(V.MultiplyAdd(V.Load(g + j), p, V.MultiplyAdd(V.Load(x + j) - m, q, r)), y + j);
            V.Store(V.MultiplyAdd(V.Load(g + last), p, V.MultiplyAdd(V.Load(x + last) - m, q, r)), y + last);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly void Line<V>(T* a, T* b, T* y, long last) where V : struct, IVector<V, T>
        {
            for (long i = 0; i < Length; i += V.Count)
            {
                var j = Math.Min(i, last);
                V.Store(
                    Value(V.Load(a + j), V.Load(b + j), V.Load((T*)M + j), V.Load((T*)P + j), V.Load((T*)Q + j), V.Load((T*)R + j)), y + j);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly V Value<V>(V a, V b, V m, V p, V q, V r) where V : struct, IVector<V, T> =>
            IsReturn ? V.MultiplyAdd(b, p, V.MultiplyAdd(a - m, q, r)) : V.MultiplyAdd(a - m, p, q);

        readonly void Few(long from, long to)
        {
            for (var i = from * Length; i < to * Length; i++)
            {
                var cell = ByColumn ? i % Length : i / Length;
                var value = Value(
                    V128<T>.LoadOne((T*)A + i), V128<T>.LoadOne((T*)B + i), V128<T>.LoadOne((T*)M + cell),
                    V128<T>.LoadOne((T*)P + cell), V128<T>.LoadOne((T*)Q + cell), V128<T>.LoadOne((T*)R + cell));
                V128<T>.StoreOne(value, (T*)Y + i);
            }
        }
    }

    struct RowSums : IRange
    {
        public nint G, X, M, Sums, Products;
        public long Length;

        public readonly void Run(long from, long to)
        {
            for (var row = from; row < to; row++)
                ProductSums<T>.Row((T*)G + row * Length, (T*)X + row * Length, (T*)M + row, Length, (T*)Sums + row, (T*)Products + row);
        }
    }
}
