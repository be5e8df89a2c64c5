using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

// Products of operands that know how to give their panels.
internal static unsafe partial class Gemm<T>
{
    // Multiplications a thread should at least have.
    const long Grain = 1 << 18;

    /// <summary>A large product is cut into a grid of parts, one for each thread, along rows and columns alike.</summary>
    public static void Split<V, TLeft, TRight>(TLeft a, TRight b, T* c, long row, long m, long n, long k, in Epilogue<T> epilogue)
        where V : struct, IVector<V, T> where TLeft : struct, IOperand<T> where TRight : struct, IOperand<T>
    {
        var product = new Product<T, V, TLeft, TRight> { A = a, B = b, C = (nint)c, Row = row, K = k, Epilogue = epilogue };
        var threads = Math.Min(Threads.Count, m * n * Math.Max(1, k) / Grain);
        if (threads <= 1)
        {
            product.Part(0, m, 0, n);
            return;
        }
        product.Grid = Grid.Of(m, n, threads, Tiling<T, V>.Rows, Tiling<T, V>.Columns);
        Threads.For(product.Grid.Count, 1, product);
    }
}
