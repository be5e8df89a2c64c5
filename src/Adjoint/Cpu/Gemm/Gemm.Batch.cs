namespace Adjoint.Cpu.Gemm;

/// <summary>
/// How a batch of matrices lies: sizes of its dimensions, and for both operands the distance in elements from one index of a
/// dimension to the next, 0 where one matrix serves all. The results lie one after the other.
/// </summary>
internal readonly record struct Batch(long[] Sizes, long[] Left, long[] Right);

// Many products of one size.
internal static unsafe partial class Gemm<T>
{
    /// <summary>
    /// The products of two batches: few large ones share the threads one after the other, many small ones run side by side.
    /// Biases are those of every product.
    /// </summary>
    public static void Run(Batch batch, Matrix<T> a, Matrix<T> b, T* c, long m, long n, long k, in Epilogue<T> epilogue = default)
    {
        long count = 1;
        foreach (var size in batch.Sizes) count *= size;
        var products = new Products { A = a, B = b, C = c, M = m, N = n, K = k, Batch = batch, Epilogue = epilogue };
        var work = m * n * Math.Max(1, k);
        if (count < Threads.Count && work >= Grain) products.Run(0, count);
        else Threads.For(count, Math.Max(1, Grain / 4 / Math.Max(1, work)), products);
    }

    struct Products : IRange
    {
        public Matrix<T> A, B;
        public T* C;
        public long M, N, K;
        public Batch Batch;
        public Epilogue<T> Epilogue;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                long left = 0, right = 0, rest = from;
                for (var d = Batch.Sizes.Length - 1; d >= 0; d--)
                {
                    var (above, index) = Math.DivRem(rest, Batch.Sizes[d]);
                    left += index * Batch.Left[d];
                    right += index * Batch.Right[d];
                    rest = above;
                }
                Gemm<T>.Run(
                    new(A.Pointer + left, A.Row, A.Column), new(B.Pointer + right, B.Row, B.Column), C + from * M * N, N,
                    M, N, K, Epilogue);
            }
        }
    }
}
