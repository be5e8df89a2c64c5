using System.Numerics;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>Systems of equations with a triangular matrix, solved in place. What lies in the other triangle is not read.</summary>
internal static unsafe class Triangular<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long Block = 32;

    /// <summary>
    /// A X = B for an n x n triangle A of any strides; the rows of B, <paramref name="row"/> apart, become those of X. Large
    /// triangles are halved: one half of the unknowns, a product that takes them out of the other equations, the other half.
    /// </summary>
    /// <param name="unit">Whether the diagonal counts as ones and is not read.</param>
    public static void Solve(Matrix<T> a, bool upper, bool unit, T* b, long row, long n, long columns)
    {
        if (n == 0 || columns == 0) return;
        if (n <= Block)
        {
            if (columns < 4) SolveColumns(a, upper, unit, b, row, n, columns);
            else SolveRows(a, upper, unit, b, row, n, columns);
            return;
        }
        var half = (n / 2 + Block - 1) / Block * Block;
        var (first, last) = (half, n - half);
        T* below = b + half * row;
        if (upper)
        {
            Solve(a.At(half, half), true, unit, below, row, last, columns);
            Subtract(a.At(0, half), new(below, row, 1), b, row, first, columns, last);
            Solve(a, true, unit, b, row, first, columns);
        }
        else
        {
            Solve(a, false, unit, b, row, first, columns);
            Subtract(a.At(half, 0), new(b, row, 1), below, row, last, columns, first);
            Solve(a.At(half, half), false, unit, below, row, last, columns);
        }
    }

    /// <summary>C -= A B.</summary>
    public static void Subtract(Matrix<T> a, Matrix<T> b, T* c, long row, long m, long n, long k)
    {
        if (k > 0) Gemm<T>.Run(a, b, c, row, m, n, k, new() { Accumulate = true, HasAlpha = true, Alpha = -T.One });
    }

    static void SolveRows(Matrix<T> a, bool upper, bool unit, T* b, long row, long n, long columns)
    {
        for (long step = 0; step < n; step++)
        {
            var i = upper ? n - 1 - step : step;
            var x = b + i * row;
            var (from, to) = upper ? (i + 1, n) : (0, i);
            for (var k = from; k < to; k++) Line<T>.Add(-*a.At(i, k).Pointer, b + k * row, x, columns);
            if (!unit) Line<T>.Divide(*a.At(i, i).Pointer, x, columns);
        }
    }

    // Few right-hand sides: each unknown is a short sum.
    static void SolveColumns(Matrix<T> a, bool upper, bool unit, T* b, long row, long n, long columns)
    {
        for (long c = 0; c < columns; c++)
        {
            for (long step = 0; step < n; step++)
            {
                var i = upper ? n - 1 - step : step;
                var (from, to) = upper ? (i + 1, n) : (0, i);
                var sum = b[i * row + c];
                for (var k = from; k < to; k++) sum -= *a.At(i, k).Pointer * b[k * row + c];
                b[i * row + c] = unit ? sum : sum / *a.At(i, i).Pointer;
            }
        }
    }
}
