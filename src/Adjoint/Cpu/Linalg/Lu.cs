using System.Numerics;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>The factorization P A = L U with the largest element of a column as its pivot, and what it is good for.</summary>
internal static unsafe class Lu<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long Few = 8;

    /// <summary>
    /// Factors an m x n matrix in place: U in the upper triangle, L without its ones below. <paramref name="pivots"/> says for
    /// each step with which row, counted from 1, its row was exchanged.
    /// </summary>
    /// <returns>The first step, counted from 1, whose pivot is 0; 0 if there is none.</returns>
    public static int Factor(T* a, long row, long m, long n, int* pivots)
    {
        var (count, zero) = (Math.Min(m, n), 0);
        Columns(a, row, m, 0, count, pivots, ref zero);
        if (n > count)
        {
            Exchange(a + count, row, pivots, 0, count, n - count);
            Triangular<T>.Solve(new(a, row, 1), upper: false, unit: true, a + count, row, count, n - count);
        }
        return zero;
    }

    /// <summary>Solves A X = B, with A factored, in place of B.</summary>
    public static void Solve(T* lu, long row, int* pivots, long n, T* b, long columns)
    {
        Exchange(b, columns, pivots, 0, n, columns);
        Triangular<T>.Solve(new(lu, row, 1), upper: false, unit: true, b, columns, n, columns);
        Triangular<T>.Solve(new(lu, row, 1), upper: true, unit: false, b, columns, n, columns);
    }

    /// <summary>The inverse of a factored n x n matrix.</summary>
    public static void Invert(T* lu, int* pivots, long n, T* inverse)
    {
        NativeMemory.Clear(inverse, (nuint)(n * n * sizeof(T)));
        for (long i = 0; i < n; i++) inverse[i * n + i] = T.One;
        Solve(lu, n, pivots, n, inverse, n);
    }

    /// <summary>The sign of the determinant of P.</summary>
    public static T Sign(int* pivots, long n)
    {
        var sign = T.One;
        for (long i = 0; i < n; i++)
        {
            if (pivots[i] != i + 1) sign = -sign;
        }
        return sign;
    }

    // The columns from `first` on, which are up to date. Many are halved: the left ones, what they mean for the right ones, those.
    static void Columns(T* a, long row, long m, long first, long count, int* pivots, ref int zero)
    {
        if (count <= Few)
        {
            for (var j = first; j < first + count; j++) Column(a, row, m, j, first, first + count, pivots, ref zero);
            return;
        }
        var (left, right) = (count / 2, count - count / 2);
        var next = first + left;
        Columns(a, row, m, first, left, pivots, ref zero);
        Exchange(a + next, row, pivots, first, next, right);
        Triangular<T>.Solve(new(a + first * row + first, row, 1), upper: false, unit: true, a + first * row + next, row, left, right);
        Triangular<T>.Subtract(
            new(a + next * row + first, row, 1), new(a + first * row + next, row, 1), a + next * row + next, row, m - next, right, left);
        Columns(a, row, m, next, right, pivots, ref zero);
        Exchange(a + first, row, pivots, next, first + count, left);
    }

    static void Column(T* a, long row, long m, long j, long first, long end, int* pivots, ref int zero)
    {
        var (best, at) = (T.Abs(a[j * row + j]), j);
        for (var i = j + 1; i < m; i++)
        {
            var size = T.Abs(a[i * row + j]);
            if (size > best) (best, at) = (size, i);
        }
        pivots[j] = (int)at + 1;
        if (at != j) Line<T>.Swap(a + j * row + first, a + at * row + first, end - first);
        var pivot = a[j * row + j];
        if (pivot == T.Zero)
        {
            if (zero == 0) zero = (int)j + 1;
            return;
        }
        for (var i = j + 1; i < m; i++)
        {
            var factor = a[i * row + j] /= pivot;
            for (var c = j + 1; c < end; c++) a[i * row + c] -= factor * a[j * row + c];
        }
    }

    // The exchanges of some steps, in other columns.
    static void Exchange(T* a, long row, int* pivots, long from, long to, long columns)
    {
        for (var i = from; i < to; i++)
        {
            if (pivots[i] != i + 1) Line<T>.Swap(a + i * row, a + (pivots[i] - 1) * row, columns);
        }
    }
}
