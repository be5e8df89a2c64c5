using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

// Products of a microsecond or two, where every step on the way counts: tiles on the operands as they lie, nothing else.
internal static unsafe partial class Gemm<T>
{
    // Multiplications up to which a product is small.
    const long SmallProduct = 1 << 17;

    // Multiplications up to which a product takes less time than the choice of a better way.
    const long TinyProduct = 16;

    static bool TryTiny(Matrix<T> a, Matrix<T> b, T* c, long row, long m, long n, long k, in Epilogue<T> epilogue)
    {
        if (m > TinyProduct || n > TinyProduct || m * n * k > TinyProduct) return false;
        for (long i = 0; i < m; i++)
        {
            for (long j = 0; j < n; j++)
            {
                var sum = V128<T>.Zero;
                for (long p = 0; p < k; p++)
                    sum = V128<T>.MultiplyAdd(V128<T>.LoadOne(a.At(i, p).Pointer), V128<T>.LoadOne(b.At(p, j).Pointer), sum);
                T value;
                V128<T>.StoreOne(sum, &value);
                epilogue.StoreOne(&value, c + i * row + j, i, j);
            }
        }
        return true;
    }

    static bool TrySmall<V>(Matrix<T> a, Matrix<T> b, T* c, long row, long m, long n, long k, in Epilogue<T> epilogue)
        where V : struct, IVector<V, T>
    {
        if (b.Column != 1 || m * n * Math.Max(1, k) > SmallProduct || n % V.Count != 0) return false;
        // Rows are shared evenly: a last tile of few rows would waste its loads.
        var tiles = (m + Tiling<T, V>.Rows - 1) / Tiling<T, V>.Rows;
        for (long j = 0; j < n; j += 2 * V.Count)
        {
            var columns = (int)Math.Min(2 * V.Count, n - j);
            var right = new Panel<T>(b.Pointer + j, 1, b.Row);
            long first = 0;
            for (var tile = 1; tile <= tiles; tile++)
            {
                var end = m * tile / tiles;
                var left = new Panel<T>(a.Pointer + first * a.Row, a.Row, a.Column);
                Tiles<T, V>.Run((int)(end - first), columns, (int)k, left, right, c + first * row + j, row, epilogue.At(first, j));
                first = end;
            }
        }
        return true;
    }
}
