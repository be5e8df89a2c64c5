using System.Numerics;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: made tridiagonal, that decomposed by dividing and conquering, and its
/// vectors reflected back.
/// </summary>
internal static unsafe class SymmetricEigen<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Eigenvalues in ascending order and, unless null, the matrix whose columns are the eigenvectors. Of the matrix the lower
    /// triangle is read.
    /// </summary>
    /// <returns>0, or 1 if there are numbers that are not finite or the steps do not converge.</returns>
    public static int Run(T* a, int n, T* values, T* vectors)
    {
        if (n == 0) return 0;
        var largest = T.Zero;
        for (long i = 0; i < n; i++) largest = T.Max(largest, Line<T>.Largest(a + i * n, i + 1));
        if (!T.IsFinite(largest)) return 1;
        var scale = Scaling<T>.Of(largest);
        using var matrix = new Scratch<T>(Tridiagonal<T>.Padded(n) * Tridiagonal<T>.Padded(n));
        using var scratch = new Scratch<T>(4L * n);
        T* beside = scratch.Pointer, tau = beside + n;
        Copy(a, n, scale, matrix.Pointer);
        Tridiagonal<T>.Reduce(matrix.Pointer, n, values, beside, tau);
        var converged = vectors == null
            ? TridiagonalSteps<T>.Run(values, beside, n, null, 0, tau)
            : Vectors(matrix.Pointer, n, values, beside, tau, vectors);
        if (!converged) return 1;
        if (vectors == null) new Span<T>(values, n).Sort();
        Line<T>.Scale(T.One / scale, values, n);
        return 0;
    }

    static bool Vectors(T* a, int n, T* values, T* beside, T* tau, T* vectors)
    {
        using var rows = new Scratch<T>((long)n * n);
        using var scratch = new Scratch<int>(n);
        var order = scratch.Pointer;
        if (!TridiagonalConquer<T>.Run(values, beside, n, rows.Pointer, order)) return false;
        for (var i = 0; i < n; i++) beside[i] = values[order[i]];
        new Span<T>(beside, n).CopyTo(new(values, n));
        Turning<T>.RowsToColumns(rows.Pointer, n, order, n, vectors, n);
        Householder<T>.Apply(new(a + 1, 1, Tridiagonal<T>.Padded(n)), n - 1, n - 1, tau, vectors + n, n, n, transposed: false);
        return true;
    }

    // Both triangles, padded with zeros.
    static void Copy(T* a, long n, T scale, T* target)
    {
        var row = Tridiagonal<T>.Padded(n);
        NativeMemory.Clear(target, (nuint)(row * row * sizeof(T)));
        Transposing<T>.Run(a, n, n, n, target, row);
        for (long i = 0; i < n; i++)
        {
            new Span<T>(a + i * n, (int)i + 1).CopyTo(new(target + i * row, (int)i + 1));
            if (scale != T.One) Line<T>.Scale(scale, target + i * row, n);
        }
    }
}
