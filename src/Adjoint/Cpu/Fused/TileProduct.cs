using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// The right operand of a product of tiles: columns in panels two vectors wide, each of which has its rows
/// <paramref name="row"/> elements apart; the next panel begins <paramref name="panel"/> elements further on.
/// </summary>
internal readonly unsafe struct Panels<T>(T* pointer, long row, long panel) where T : unmanaged
{
    public readonly T* Pointer = pointer;
    public readonly long Row = row;
    public readonly long Panel = panel;
}

/// <summary>
/// Products of small matrices that lie in the cache, as parts of larger kernels: no packing, no threads, no memory. Each element
/// is one chain of additions in the order of k, whatever tile it falls into.
/// </summary>
internal static unsafe class TileProduct<V, T> where V : struct, IVector<V, T> where T : unmanaged
{
    /// <summary>Columns of the right operand and of the result are padded to whole panels of this many.</summary>
    public static long Width => 2L * V.Count;

    /// <summary><paramref name="count"/>, rounded up to whole panels.</summary>
    public static long Padded(long count) => (count + Width - 1) / Width * Width;

    /// <summary>c[m, n] = a[m, k] b[k, n], or with <paramref name="add"/> c + a b; <paramref name="n"/> is rounded up to whole panels.</summary>
    public static void Run(Matrix<T> a, Panels<T> b, T* c, long cRow, long m, long n, long k, bool add)
    {
        for (long j = 0; j < n; j += Width)
        {
            var panel = b.Pointer + j / Width * b.Panel;
            long i = 0;
            if (V.Count * sizeof(T) == 64)
            {
                for (; m - i >= 20 || m - i == 12; i += 12) Twelve(a.At(i, 0), panel, b.Row, c + i * cRow + j, cRow, k, add);
                for (; m - i >= 8; i += 8) Eight(a.At(i, 0), panel, b.Row, c + i * cRow + j, cRow, k, add);
            }
            for (; i < m; i += 4) Four(a.At(i, 0), panel, b.Row, c + i * cRow + j, cRow, m - i, k, add);
        }
    }

    /// <summary>Copies the transpose of <paramref name="x"/>[<paramref name="rows"/>, k] into panels, padded with zeros.</summary>
    public static Panels<T> PackTransposed(Matrix<T> x, long rows, long k, T* packed)
    {
        for (long first = 0; first < rows; first += Width)
        {
            var target = packed + first * k;
            var count = Math.Min(Width, rows - first);
            for (long j = 0; j < Width; j++)
            {
                var source = x.Pointer + (first + j) * x.Row;
                if (j >= count) for (long p = 0; p < k; p++) target[p * Width + j] = default;
                else for (long p = 0; p < k; p++) target[p * Width + j] = source[p * x.Column];
            }
        }
        return new(packed, Width, Width * k);
    }

    /// <summary>Copies <paramref name="x"/>[k, columns] into panels, padded with zeros.</summary>
    public static Panels<T> Pack(Matrix<T> x, long k, long columns, T* packed)
    {
        for (long first = 0; first < columns; first += Width)
        {
            var target = packed + first * k;
            var count = Math.Min(Width, columns - first);
            for (long p = 0; p < k; p++, target += Width)
            {
                var source = x.Pointer + p * x.Row + first * x.Column;
                for (long j = 0; j < count; j++) target[j] = source[j * x.Column];
                for (var j = count; j < Width; j++) target[j] = default;
            }
        }
        return new(packed, Width, Width * k);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Twelve(Matrix<T> a, T* b, long bRow, T* c, long cRow, long k, bool add)
    {
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        V c60 = default, c61 = default, c70 = default, c71 = default, c80 = default, c81 = default, c90 = default, c91 = default, cA0 = default, cA1 = default, cB0 = default, cB1 = default;
        if (add)
        {
            (c00, c01) = (V.Load(c), V.Load(c + V.Count));
            (c10, c11) = (V.Load(c + cRow), V.Load(c + cRow + V.Count));
            (c20, c21) = (V.Load(c + 2 * cRow), V.Load(c + 2 * cRow + V.Count));
            (c30, c31) = (V.Load(c + 3 * cRow), V.Load(c + 3 * cRow + V.Count));
            (c40, c41) = (V.Load(c + 4 * cRow), V.Load(c + 4 * cRow + V.Count));
            (c50, c51) = (V.Load(c + 5 * cRow), V.Load(c + 5 * cRow + V.Count));
            (c60, c61) = (V.Load(c + 6 * cRow), V.Load(c + 6 * cRow + V.Count));
            (c70, c71) = (V.Load(c + 7 * cRow), V.Load(c + 7 * cRow + V.Count));
            (c80, c81) = (V.Load(c + 8 * cRow), V.Load(c + 8 * cRow + V.Count));
            (c90, c91) = (V.Load(c + 9 * cRow), V.Load(c + 9 * cRow + V.Count));
            (cA0, cA1) = (V.Load(c + 10 * cRow), V.Load(c + 10 * cRow + V.Count));
            (cB0, cB1) = (V.Load(c + 11 * cRow), V.Load(c + 11 * cRow + V.Count));
        }
        long row = a.Row, step = a.Column;
        T* x0 = a.Pointer, x3 = x0 + 3 * row, x6 = x0 + 6 * row, x9 = x0 + 9 * row;
        for (long p = 0; p < k; p++, b += bRow)
        {
            V b0 = V.Load(b), b1 = V.Load(b + V.Count);
            var x = V.LoadOne(x0);
            c00 = V.MultiplyAdd(x, b0, c00);
            c01 = V.MultiplyAdd(x, b1, c01);
            x = V.LoadOne(x0 + row);
            c10 = V.MultiplyAdd(x, b0, c10);
            c11 = V.MultiplyAdd(x, b1, c11);
            x = V.LoadOne(x0 + 2 * row);
            c20 = V.MultiplyAdd(x, b0, c20);
            c21 = V.MultiplyAdd(x, b1, c21);
            x = V.LoadOne(x3);
            c30 = V.MultiplyAdd(x, b0, c30);
            c31 = V.MultiplyAdd(x, b1, c31);
            x = V.LoadOne(x3 + row);
            c40 = V.MultiplyAdd(x, b0, c40);
            c41 = V.MultiplyAdd(x, b1, c41);
            x = V.LoadOne(x3 + 2 * row);
            c50 = V.MultiplyAdd(x, b0, c50);
            c51 = V.MultiplyAdd(x, b1, c51);
            x = V.LoadOne(x6);
            c60 = V.MultiplyAdd(x, b0, c60);
            c61 = V.MultiplyAdd(x, b1, c61);
            x = V.LoadOne(x6 + row);
            c70 = V.MultiplyAdd(x, b0, c70);
            c71 = V.MultiplyAdd(x, b1, c71);
            x = V.LoadOne(x6 + 2 * row);
            c80 = V.MultiplyAdd(x, b0, c80);
            c81 = V.MultiplyAdd(x, b1, c81);
            x = V.LoadOne(x9);
            c90 = V.MultiplyAdd(x, b0, c90);
            c91 = V.MultiplyAdd(x, b1, c91);
            x = V.LoadOne(x9 + row);
            cA0 = V.MultiplyAdd(x, b0, cA0);
            cA1 = V.MultiplyAdd(x, b1, cA1);
            x = V.LoadOne(x9 + 2 * row);
            cB0 = V.MultiplyAdd(x, b0, cB0);
            cB1 = V.MultiplyAdd(x, b1, cB1);
            x0 += step;
            x3 += step;
            x6 += step;
            x9 += step;
        }
        Store(c00, c01, c);
        Store(c10, c11, c + cRow);
        Store(c20, c21, c + 2 * cRow);
        Store(c30, c31, c + 3 * cRow);
        Store(c40, c41, c + 4 * cRow);
        Store(c50, c51, c + 5 * cRow);
        Store(c60, c61, c + 6 * cRow);
        Store(c70, c71, c + 7 * cRow);
        Store(c80, c81, c + 8 * cRow);
        Store(c90, c91, c + 9 * cRow);
        Store(cA0, cA1, c + 10 * cRow);
        Store(cB0, cB1, c + 11 * cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Eight(Matrix<T> a, T* b, long bRow, T* c, long cRow, long k, bool add)
    {
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        V c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        if (add)
        {
            (c00, c01) = (V.Load(c), V.Load(c + V.Count));
            (c10, c11) = (V.Load(c + cRow), V.Load(c + cRow + V.Count));
            (c20, c21) = (V.Load(c + 2 * cRow), V.Load(c + 2 * cRow + V.Count));
            (c30, c31) = (V.Load(c + 3 * cRow), V.Load(c + 3 * cRow + V.Count));
            (c40, c41) = (V.Load(c + 4 * cRow), V.Load(c + 4 * cRow + V.Count));
            (c50, c51) = (V.Load(c + 5 * cRow), V.Load(c + 5 * cRow + V.Count));
            (c60, c61) = (V.Load(c + 6 * cRow), V.Load(c + 6 * cRow + V.Count));
            (c70, c71) = (V.Load(c + 7 * cRow), V.Load(c + 7 * cRow + V.Count));
        }
        long row = a.Row, step = a.Column;
        T* x0 = a.Pointer, x3 = x0 + 3 * row, x6 = x0 + 6 * row;
        for (long p = 0; p < k; p++, b += bRow)
        {
            V b0 = V.Load(b), b1 = V.Load(b + V.Count);
            var x = V.LoadOne(x0);
            c00 = V.MultiplyAdd(x, b0, c00);
            c01 = V.MultiplyAdd(x, b1, c01);
            x = V.LoadOne(x0 + row);
            c10 = V.MultiplyAdd(x, b0, c10);
            c11 = V.MultiplyAdd(x, b1, c11);
            x = V.LoadOne(x0 + 2 * row);
            c20 = V.MultiplyAdd(x, b0, c20);
            c21 = V.MultiplyAdd(x, b1, c21);
            x = V.LoadOne(x3);
            c30 = V.MultiplyAdd(x, b0, c30);
            c31 = V.MultiplyAdd(x, b1, c31);
            x = V.LoadOne(x3 + row);
            c40 = V.MultiplyAdd(x, b0, c40);
            c41 = V.MultiplyAdd(x, b1, c41);
            x = V.LoadOne(x3 + 2 * row);
            c50 = V.MultiplyAdd(x, b0, c50);
            c51 = V.MultiplyAdd(x, b1, c51);
            x = V.LoadOne(x6);
            c60 = V.MultiplyAdd(x, b0, c60);
            c61 = V.MultiplyAdd(x, b1, c61);
            x = V.LoadOne(x6 + row);
            c70 = V.MultiplyAdd(x, b0, c70);
            c71 = V.MultiplyAdd(x, b1, c71);
            x0 += step;
            x3 += step;
            x6 += step;
        }
        Store(c00, c01, c);
        Store(c10, c11, c + cRow);
        Store(c20, c21, c + 2 * cRow);
        Store(c30, c31, c + 3 * cRow);
        Store(c40, c41, c + 4 * cRow);
        Store(c50, c51, c + 5 * cRow);
        Store(c60, c61, c + 6 * cRow);
        Store(c70, c71, c + 7 * cRow);
    }

    // Up to four rows: those that are not there repeat the last one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Four(Matrix<T> a, T* b, long bRow, T* c, long cRow, long rows, long k, bool add)
    {
        long r1 = rows > 1 ? 1 : 0, r2 = rows > 2 ? 2 : r1, r3 = rows > 3 ? 3 : r2;
        T* x0 = a.Pointer, x1 = x0 + r1 * a.Row, x2 = x0 + r2 * a.Row, x3 = x0 + r3 * a.Row;
        T* y0 = c, y1 = c + r1 * cRow, y2 = c + r2 * cRow, y3 = c + r3 * cRow;
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        if (add)
        {
            (c00, c01, c10, c11) = (V.Load(y0), V.Load(y0 + V.Count), V.Load(y1), V.Load(y1 + V.Count));
            (c20, c21, c30, c31) = (V.Load(y2), V.Load(y2 + V.Count), V.Load(y3), V.Load(y3 + V.Count));
        }
        long step = a.Column, offset = 0;
        for (long p = 0; p < k; p++, b += bRow, offset += step)
        {
            V b0 = V.Load(b), b1 = V.Load(b + V.Count);
            var x = V.LoadOne(x0 + offset);
            c00 = V.MultiplyAdd(x, b0, c00);
            c01 = V.MultiplyAdd(x, b1, c01);
            x = V.LoadOne(x1 + offset);
            c10 = V.MultiplyAdd(x, b0, c10);
            c11 = V.MultiplyAdd(x, b1, c11);
            x = V.LoadOne(x2 + offset);
            c20 = V.MultiplyAdd(x, b0, c20);
            c21 = V.MultiplyAdd(x, b1, c21);
            x = V.LoadOne(x3 + offset);
            c30 = V.MultiplyAdd(x, b0, c30);
            c31 = V.MultiplyAdd(x, b1, c31);
        }
        Store(c00, c01, y0);
        Store(c10, c11, y1);
        Store(c20, c21, y2);
        Store(c30, c31, y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(V left, V right, T* target)
    {
        V.Store(left, target);
        V.Store(right, target + V.Count);
    }
}
