using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>The product of integer matrices, which wraps: row by row, as sums of rows of the right operand.</summary>
internal static unsafe class WholeNumbers<T> where T : unmanaged
{
    // Multiplications a thread should at least have.
    const long Grain = 1 << 16;

    public static void Run(Matrix<T> a, Matrix<T> b, T* c, long row, long m, long n, long k, in Epilogue<T> epilogue)
    {
        var rows = new Rows { A = a, B = b, C = (nint)c, Row = row, N = n, K = k, Epilogue = epilogue };
        Threads.For(m, Math.Max(1, Grain / Math.Max(1, n * k)), rows);
    }

    struct Rows : IRange
    {
        public Matrix<T> A, B;
        public nint C;
        public long Row, N, K;
        public Epilogue<T> Epilogue;

        public readonly void Run(long from, long to)
        {
            using var scratch = new Scratch<T>(N);
            var sums = scratch.Pointer;
            for (var i = from; i < to; i++)
            {
                for (long j = 0; j < N; j++) sums[j] = default;
                for (long p = 0; p < K; p++) AddRow(V128<T>.LoadOne(A.At(i, p).Pointer), B.At(p, 0), sums);
                for (long j = 0; j < N; j++) Epilogue.StoreOne(sums + j, (T*)C + i * Row + j, i, j);
            }
        }

        readonly void AddRow(V128<T> factor, Matrix<T> source, T* sums)
        {
            long j = 0;
            if (source.Column == 1)
            {
                for (; j <= N - V128<T>.Count; j += V128<T>.Count)
                    V128<T>.Store(V128<T>.MultiplyAdd(factor, V128<T>.Load(source.Pointer + j), V128<T>.Load(sums + j)), sums + j);
            }
            for (; j < N; j++)
                V128<T>.StoreOne(
                    V128<T>.MultiplyAdd(factor, V128<T>.LoadOne(source.Pointer + j * source.Column), V128<T>.LoadOne(sums + j)), sums + j);
        }
    }
}
