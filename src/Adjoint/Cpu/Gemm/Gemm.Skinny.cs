using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

// Products with few rows or columns, which are read and written rather than computed.
internal static unsafe partial class Gemm<T>
{
    // Up to so many lines are multiplied as they lie with many others.
    const long FewRows = 8, FewColumns = 4;

    // Of an inner size beyond this, parts are summed apart if the result is small.
    const long LongInner = 8192, SmallResult = 1024;

    // Elements of the many lines a thread should at least read.
    const long ReadGrain = 1 << 16;

    // Columns that are worth reading row by row, and so many that reading more at once is no faster.
    const long ColumnGrain = 256, WideGrain = 1024;

    /// <summary>Whether it was one of the products that have a way of their own.</summary>
    static bool TrySkinny<V>(Matrix<T> a, Matrix<T> b, T* c, long row, long m, long n, long k, in Epilogue<T> epilogue)
        where V : struct, IVector<V, T>
    {
        if (k >= LongInner && m * n <= SmallResult) InParts<V>(a, b, c, row, m, n, k, epilogue);
        else if (m <= FewRows && b.Row == 1 && (a.Column == 1 || m == 1))
            FewTimesMany<V>(a, b, c, row, m, n, k, epilogue, manyAreRows: false);
        else if (n <= FewColumns && a.Column == 1)
            FewTimesMany<V>(b.Transposed, a.Transposed, c, row, n, m, k, epilogue, manyAreRows: true);
        else if (n == 1 && row == 1 && a.Row == 1) Run<V>(b.Transposed, a.Transposed, c, m, 1, m, k, epilogue.Transposed);
        else if (m == 1 && b.Column == 1 && k * n > SmallProduct)
        {
            var sums = new RowSums<T, V> { Vector = a.Pointer, Step = a.Column, B = b, C = c, K = k, Epilogue = epilogue };
            Threads.For(n, Math.Max(Math.Clamp(n / Threads.Count, ColumnGrain, WideGrain), ReadGrain / k), sums);
        }
        else return false;
        return true;
    }

    // The few lines are the rows of a, the many the columns of b.
    static void FewTimesMany<V>(
        Matrix<T> a, Matrix<T> b, T* c, long row, long few, long many, long k, in Epilogue<T> epilogue, bool manyAreRows)
        where V : struct, IVector<V, T>
    {
        using var scratch = new Scratch<T>(a.Column == 1 ? 0 : few * k);
        var lines = a;
        if (a.Column != 1)
        {
            lines = new(scratch.Pointer, k, 1);
            for (long i = 0; i < few; i++)
            {
                for (long p = 0; p < k; p++) scratch.Pointer[i * k + p] = *a.At(i, p).Pointer;
            }
        }
        var dots = new Dots<T, V>
        {
            Few = lines.Pointer,
            FewAcross = lines.Row,
            FewCount = few,
            FewStep = manyAreRows ? 1 : row,
            Many = b.Pointer,
            ManyAcross = b.Column,
            ManyStep = manyAreRows ? row : 1,
            ManyAreRows = manyAreRows,
            C = c,
            K = k,
            Epilogue = epilogue,
        };
        Threads.For(many, Math.Max(Dots<T, V>.Group, ReadGrain / Math.Max(1, k)), dots);
    }

    // Parts of the inner dimension side by side, then their sums: the parts are the same however many threads there are.
    static void InParts<V>(Matrix<T> a, Matrix<T> b, T* c, long row, long m, long n, long k, in Epilogue<T> epilogue)
        where V : struct, IVector<V, T>
    {
        var parts = k / (LongInner / 2);
        using var scratch = new Scratch<T>(parts * m * n);
        Threads.For(parts, Math.Max(1, Grain / (m * n * LongInner)), new Parts<V>
        {
            A = a,
            B = b,
            Sums = scratch.Pointer,
            M = m,
            N = n,
            K = k,
            Count = parts,
        });
        for (long i = 0; i < m * n; i++)
        {
            var sum = V128<T>.LoadOne(scratch.Pointer + i);
            for (long part = 1; part < parts; part++) sum += V128<T>.LoadOne(scratch.Pointer + part * m * n + i);
            V128<T>.StoreOne(sum, scratch.Pointer + i);
            epilogue.StoreOne(scratch.Pointer + i, c + i / n * row + i % n, i / n, i % n);
        }
    }

    struct Parts<V> : IRange where V : struct, IVector<V, T>
    {
        public Matrix<T> A, B;
        public T* Sums;
        public long M, N, K, Count;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                long first = K * from / Count, last = K * (from + 1) / Count;
                Gemm<T>.Run<V>(A.At(0, first), B.At(first, 0), Sums + from * M * N, N, M, N, last - first, default);
            }
        }
    }
}
