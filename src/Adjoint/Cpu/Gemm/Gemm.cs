using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// The product of two matrices of any strides: C[m, n] = A[m, k] B[k, n]. The right one is packed into panels a few vectors
/// wide, so that transposed operands cost nothing extra; tiles of 4 rows by one panel stay in registers.
/// </summary>
internal static unsafe class Gemm<T> where T : unmanaged
{
    // Up to this many multiplications packing is not worth it.
    const long Tiny = 2048;

    // Multiplications a thread should at least have.
    const long Grain = 1 << 18;

    /// <summary>Computes c, which is row-major, from scratch.</summary>
    public static void Run(Matrix<T> a, Matrix<T> b, T* c, long m, long n, long k)
    {
        if (m * n * k <= Tiny) Plain(a, b, c, m, n, k);
        else if (n == 1) Dots(a, b, c, m, k);
        else if (Isa.Has512) Panels<V512<T>>(a, b, c, m, n, k);
        else if (Isa.Has256) Panels<V256<T>>(a, b, c, m, n, k);
        else Panels<V128<T>>(a, b, c, m, n, k);
    }

    static void Plain(Matrix<T> a, Matrix<T> b, T* c, long m, long n, long k)
    {
        for (long i = 0; i < m; i++)
        {
            for (long j = 0; j < n; j++)
            {
                var sum = default(V128<T>);
                T* x = a.Pointer + i * a.Row, y = b.Pointer + j * b.Column;
                for (long p = 0; p < k; p++) sum = V128<T>.MultiplyAdd(V128<T>.LoadOne(x + p * a.Column), V128<T>.LoadOne(y + p * b.Row), sum);
                V128<T>.StoreOne(sum, c + i * n + j);
            }
        }
    }

    // A matrix times a vector: the vector is brought together, then each row is a dot product.
    static void Dots(Matrix<T> a, Matrix<T> b, T* c, long m, long k)
    {
        if (a.Column != 1)
        {
            // Column by column instead: c += a[:, p] * b[p].
            new Span<byte>(c, checked((int)(m * sizeof(T)))).Clear();
            for (long p = 0; p < k; p++)
            {
                var factor = V128<T>.LoadOne(b.Pointer + p * b.Row);
                for (long i = 0; i < m; i++)
                    V128<T>.StoreOne(V128<T>.MultiplyAdd(V128<T>.LoadOne(a.Pointer + i * a.Row + p * a.Column), factor, V128<T>.LoadOne(c + i)), c + i);
            }
            return;
        }
        using var scratch = new Scratch<T>(k);
        var vector = scratch.Pointer;
        for (long p = 0; p < k; p++) vector[p] = b.Pointer[p * b.Row];
        Threads.For(m, Math.Max(1, Grain / k), new DotRows { A = a, Vector = (nint)vector, C = (nint)c, K = k });
    }

    static void Panels<V>(Matrix<T> a, Matrix<T> b, T* c, long m, long n, long k) where V : struct, IVector<V, T>
    {
        var width = 4L * V.Count;
        var panels = (n + width - 1) / width;
        using var scratch = new Scratch<T>(panels * width * k);
        var packed = scratch.Pointer;
        Threads.For(panels, Math.Max(1, Grain / (width * k)), new Pack { B = b, Packed = (nint)packed, N = n, K = k, Width = width });
        var blocks = (m + Rows - 1) / Rows;
        Threads.For(blocks, Math.Max(1, Grain / (Rows * n * k)), new Blocks<V> { A = a, Packed = (nint)packed, C = (nint)c, M = m, N = n, K = k });
    }

    const long Rows = 4;

    struct DotRows : IRange
    {
        public Matrix<T> A;
        public nint Vector, C;
        public long K;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var row = A.Pointer + i * A.Row;
                ((T*)C)[i] = Isa.Has512 ? Dot<V512<T>>(row, (T*)Vector, K)
                    : Isa.Has256 ? Dot<V256<T>>(row, (T*)Vector, K)
                    : Dot<V128<T>>(row, (T*)Vector, K);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Dot<V>(T* x, T* y, long k) where V : struct, IVector<V, T>
    {
        V a = default, b = default;
        long p = 0;
        for (; p <= k - 2 * V.Count; p += 2 * V.Count)
        {
            a = V.MultiplyAdd(V.Load(x + p), V.Load(y + p), a);
            b = V.MultiplyAdd(V.Load(x + p + V.Count), V.Load(y + p + V.Count), b);
        }
        var lanes = stackalloc T[V.Count];
        V.Store(a + b, lanes);
        var sum = default(V128<T>);
        for (var i = 0; i < V.Count; i++) sum += V128<T>.LoadOne(lanes + i);
        for (; p < k; p++) sum = V128<T>.MultiplyAdd(V128<T>.LoadOne(x + p), V128<T>.LoadOne(y + p), sum);
        T result;
        V128<T>.StoreOne(sum, &result);
        return result;
    }

    struct Pack : IRange
    {
        public Matrix<T> B;
        public nint Packed;
        public long N, K, Width;

        public readonly void Run(long from, long to)
        {
            for (var panel = from; panel < to; panel++)
            {
                var first = panel * Width;
                var columns = Math.Min(Width, N - first);
                var target = (T*)Packed + first * K;
                for (long p = 0; p < K; p++, target += Width)
                {
                    var source = B.Pointer + p * B.Row + first * B.Column;
                    for (long j = 0; j < columns; j++) target[j] = source[j * B.Column];
                    for (var j = columns; j < Width; j++) target[j] = default;
                }
            }
        }
    }

    struct Blocks<V> : IRange where V : struct, IVector<V, T>
    {
        public Matrix<T> A;
        public nint Packed, C;
        public long M, N, K;

        public readonly void Run(long from, long to)
        {
            var width = 4L * V.Count;
            var tile = stackalloc T[(int)(Rows * width)];
            for (long first = 0; first < N; first += width)
            {
                var panel = (T*)Packed + first * K;
                var columns = Math.Min(width, N - first);
                for (var block = from; block < to; block++)
                {
                    var row = block * Rows;
                    var rows = Math.Min(Rows, M - row);
                    var target = (T*)C + row * N + first;
                    if (rows == Rows && columns == width)
                    {
                        Tile(A.At(row, 0), A.Row, panel, target, N, K);
                        continue;
                    }
                    // At the edges a whole tile is computed aside; rows that are not there repeat the last one.
                    for (long i = 0; i < rows; i++) Tile(A.At(row + i, 0), 0, panel, tile, 0, K, target + i * N, columns);
                }
            }
        }

        static void Tile(Matrix<T> a, long step, T* panel, T* tile, long stride, long k, T* target, long columns)
        {
            Tile(a, step, panel, tile, stride, k);
            for (long j = 0; j < columns; j++) target[j] = tile[j];
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        static void Tile(Matrix<T> a, long step, T* b, T* c, long stride, long k)
        {
            V c00 = default, c01 = default, c02 = default, c03 = default;
            V c10 = default, c11 = default, c12 = default, c13 = default;
            V c20 = default, c21 = default, c22 = default, c23 = default;
            V c30 = default, c31 = default, c32 = default, c33 = default;
            var x = a.Pointer;
            for (long p = 0; p < k; p++)
            {
                V b0 = V.Load(b), b1 = V.Load(b + V.Count), b2 = V.Load(b + 2 * V.Count), b3 = V.Load(b + 3 * V.Count);
                var x0 = V.Fill(x[0]);
                c00 = V.MultiplyAdd(x0, b0, c00);
                c01 = V.MultiplyAdd(x0, b1, c01);
                c02 = V.MultiplyAdd(x0, b2, c02);
                c03 = V.MultiplyAdd(x0, b3, c03);
                var x1 = V.Fill(x[step]);
                c10 = V.MultiplyAdd(x1, b0, c10);
                c11 = V.MultiplyAdd(x1, b1, c11);
                c12 = V.MultiplyAdd(x1, b2, c12);
                c13 = V.MultiplyAdd(x1, b3, c13);
                var x2 = V.Fill(x[2 * step]);
                c20 = V.MultiplyAdd(x2, b0, c20);
                c21 = V.MultiplyAdd(x2, b1, c21);
                c22 = V.MultiplyAdd(x2, b2, c22);
                c23 = V.MultiplyAdd(x2, b3, c23);
                var x3 = V.Fill(x[3 * step]);
                c30 = V.MultiplyAdd(x3, b0, c30);
                c31 = V.MultiplyAdd(x3, b1, c31);
                c32 = V.MultiplyAdd(x3, b2, c32);
                c33 = V.MultiplyAdd(x3, b3, c33);
                b += 4 * V.Count;
                x += a.Column;
            }
            StoreRow(c + 3 * stride, c30, c31, c32, c33);
            StoreRow(c + 2 * stride, c20, c21, c22, c23);
            StoreRow(c + stride, c10, c11, c12, c13);
            StoreRow(c, c00, c01, c02, c03);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void StoreRow(T* row, V v0, V v1, V v2, V v3)
        {
            V.Store(v0, row);
            V.Store(v1, row + V.Count);
            V.Store(v2, row + 2 * V.Count);
            V.Store(v3, row + 3 * V.Count);
        }
    }
}
