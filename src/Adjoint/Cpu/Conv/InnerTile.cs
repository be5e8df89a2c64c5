using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// Inner products of four rows with a few columns that lie in memory like rows: the sums of a tile stay in registers, a lane for
/// every so many places, and are added up at the end.
/// </summary>
internal static unsafe class InnerTile<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 4;

    /// <summary>Columns of a tile: as many as the registers hold.</summary>
    public static int Columns => Vector512.IsHardwareAccelerated && V.Count * sizeof(T) == 64 || !System.Runtime.Intrinsics.X86.X86Base.IsSupported ? 6 : 2;

    /// <summary>
    /// sums[i, j] (+)= Σ rows[i, p] columns[j, p] over <paramref name="length"/> places, a multiple of the lanes. All rows and
    /// columns of the tile are read; the first <paramref name="used"/> rows and <paramref name="width"/> columns are stored.
    /// </summary>
    public static void Run(T* rows, long row, T* columns, long column, long length, T* sums, long stride, int used, int width, bool add)
    {
        var lanes = stackalloc T[Rows * 6 * V.Count];
        if (Columns == 6) Six(rows, row, columns, column, length, lanes);
        else Two(rows, row, columns, column, length, lanes);
        for (var i = 0; i < used; i++)
        {
            for (var j = 0; j < width; j++)
            {
                var sum = Total(lanes + (i * Columns + j) * V.Count);
                V128<T>.StoreOne(add ? V128<T>.LoadOne(sums + i * stride + j) + sum : sum, sums + i * stride + j);
            }
        }
    }

    /// <summary>The sum of all lanes of a vector in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> Total(T* lanes)
    {
        var sum = V128<T>.Load(lanes);
        for (var i = V128<T>.Count; i < V.Count; i += V128<T>.Count) sum += V128<T>.Load(lanes + i);
        return V128<T>.Fill(Vector128.Sum(Unsafe.BitCast<V128<T>, Vector128<T>>(sum)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Six(T* rows, long row, T* columns, long column, long length, T* lanes)
    {
        V a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        V b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        V c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        V d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;
        T* bottom = rows + 2 * row, right = columns + 3 * column;
        for (long p = 0; p < length; p += V.Count)
        {
            V x0 = V.Load(rows), x1 = V.Load(rows + row), x2 = V.Load(bottom), x3 = V.Load(bottom + row);
            Add(V.Load(columns), x0, x1, x2, x3, ref a0, ref b0, ref c0, ref d0);
            Add(V.Load(columns + column), x0, x1, x2, x3, ref a1, ref b1, ref c1, ref d1);
            Add(V.Load(columns + 2 * column), x0, x1, x2, x3, ref a2, ref b2, ref c2, ref d2);
            Add(V.Load(right), x0, x1, x2, x3, ref a3, ref b3, ref c3, ref d3);
            Add(V.Load(right + column), x0, x1, x2, x3, ref a4, ref b4, ref c4, ref d4);
            Add(V.Load(right + 2 * column), x0, x1, x2, x3, ref a5, ref b5, ref c5, ref d5);
            rows += V.Count;
            bottom += V.Count;
            columns += V.Count;
            right += V.Count;
        }
        Store(lanes, a0, a1, a2, a3, a4, a5);
        Store(lanes + 6 * V.Count, b0, b1, b2, b3, b4, b5);
        Store(lanes + 12 * V.Count, c0, c1, c2, c3, c4, c5);
        Store(lanes + 18 * V.Count, d0, d1, d2, d3, d4, d5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Two(T* rows, long row, T* columns, long column, long length, T* lanes)
    {
        V a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        var bottom = rows + 2 * row;
        for (long p = 0; p < length; p += V.Count)
        {
            V x0 = V.Load(rows), x1 = V.Load(rows + row), x2 = V.Load(bottom), x3 = V.Load(bottom + row);
            Add(V.Load(columns), x0, x1, x2, x3, ref a0, ref b0, ref c0, ref d0);
            Add(V.Load(columns + column), x0, x1, x2, x3, ref a1, ref b1, ref c1, ref d1);
            rows += V.Count;
            bottom += V.Count;
            columns += V.Count;
        }
        V.Store(a0, lanes);
        V.Store(a1, lanes + V.Count);
        V.Store(b0, lanes + 2 * V.Count);
        V.Store(b1, lanes + 3 * V.Count);
        V.Store(c0, lanes + 4 * V.Count);
        V.Store(c1, lanes + 5 * V.Count);
        V.Store(d0, lanes + 6 * V.Count);
        V.Store(d1, lanes + 7 * V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(V y, V x0, V x1, V x2, V x3, ref V s0, ref V s1, ref V s2, ref V s3)
    {
        s0 = V.MultiplyAdd(x0, y, s0);
        s1 = V.MultiplyAdd(x1, y, s1);
        s2 = V.MultiplyAdd(x2, y, s2);
        s3 = V.MultiplyAdd(x3, y, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(T* lanes, V v0, V v1, V v2, V v3, V v4, V v5)
    {
        V.Store(v0, lanes);
        V.Store(v1, lanes + V.Count);
        V.Store(v2, lanes + 2 * V.Count);
        V.Store(v3, lanes + 3 * V.Count);
        V.Store(v4, lanes + 4 * V.Count);
        V.Store(v5, lanes + 5 * V.Count);
    }
}
