using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// The product of two matrices: C[m, n] = A[m, k] B[k, n], with an <see cref="Epilogue{T}"/> while C is stored. Rows of C lie
/// <c>row</c> elements apart, the elements of a row side by side. All entries split large products over the threads, and run on
/// the calling thread inside of split work. Every element of C is summed in an order that only depends on the sizes.
/// </summary>
internal static unsafe partial class Gemm<T> where T : unmanaged
{
    /// <summary>The product of matrices of any strides.</summary>
    public static void Run(Matrix<T> a, Matrix<T> b, T* c, long row, long m, long n, long k, in Epilogue<T> epilogue = default)
    {
        if (m == 0 || n == 0) return;
        if (!IsFloating) WholeNumbers<T>.Run(a, b, c, row, m, n, k, epilogue);
        else if (Isa.Has512) Run<V512<T>>(a, b, c, row, m, n, k, epilogue);
        else if (Isa.Has256) Run<V256<T>>(a, b, c, row, m, n, k, epilogue);
        else Run<V128<T>>(a, b, c, row, m, n, k, epilogue);
    }

    /// <summary>The product with vectors of one width.</summary>
    public static void Run<V>(Matrix<T> a, Matrix<T> b, T* c, long row, long m, long n, long k, in Epilogue<T> epilogue)
        where V : struct, IVector<V, T>
    {
        if (TryTiny(a, b, c, row, m, n, k, epilogue) || TrySkinny<V>(a, b, c, row, m, n, k, epilogue)
            || TrySmall<V>(a, b, c, row, m, n, k, epilogue))
            return;

        // Packing pays where a block is read many times and is too large, or lies too far apart, for the second cache.
        var left = m * k <= DirectElements || n <= 16 * Tiling<T, V>.Columns;
        var right = b.Column == 1 && (k * n <= DirectElements / 2 || m <= 4 * Tiling<T, V>.Rows);
        if (left && right) Split<V, DirectRows<T>, DirectColumns<T>>(new(a), new(b), c, row, m, n, k, epilogue);
        else if (left) Split<V, DirectRows<T>, Strided<T>>(new(a), Strided<T>.Columns(b), c, row, m, n, k, epilogue);
        else if (right) Split<V, Strided<T>, DirectColumns<T>>(Strided<T>.Rows(a), new(b), c, row, m, n, k, epilogue);
        else Split<V, Strided<T>, Strided<T>>(Strided<T>.Rows(a), Strided<T>.Columns(b), c, row, m, n, k, epilogue);
    }

    // An operand of up to so many elements may be read where it lies.
    static long DirectElements => CacheSizes.L2 * 4 / sizeof(T);

    static bool IsFloating => typeof(T) == typeof(float) || typeof(T) == typeof(double);
}
