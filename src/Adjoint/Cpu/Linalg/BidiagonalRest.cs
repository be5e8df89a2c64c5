using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Makes a small square matrix bidiagonal, row by row and column by column. Source: Golub and Van Loan, "Matrix Computations", 5.4.8.
/// </summary>
internal static unsafe class BidiagonalRest<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>As <see cref="Bidiagonal{T}.Reduce"/> has it.</summary>
    public static void Reduce(T* a, long row, long n, T* diagonal, T* above, T* tauRight, T* tauLeft, T* store)
    {
        using var scratch = new Scratch<T>(n);
        for (long k = 0; k < n; k++)
        {
            T* line = a + k * (row + 1), u = store + k * (row + 1) + 1;
            var rest = n - k;
            tauRight[k] = Householder<T>.ReflectOrClear(line, rest);
            diagonal[k] = *line;
            *line = T.One;
            if (rest == 1) break;
            if (tauRight[k] != T.Zero) FromRight(line + row, row, rest, line, tauRight[k]);

            for (long i = 0; i < rest - 1; i++) u[i] = line[(i + 1) * row];
            tauLeft[k] = Householder<T>.ReflectOrClear(u, rest - 1);
            above[k] = *u;
            *u = T.One;
            if (tauLeft[k] != T.Zero) FromLeft(line + row + 1, row, rest - 1, u, scratch.Pointer, tauLeft[k]);
        }
    }

    // A -= τ (A v) vᵀ.
    static void FromRight(T* a, long row, long columns, T* v, T tau)
    {
        for (long i = 0; i < columns - 1; i++)
        {
            var line = a + i * row;
            Line<T>.Add(-tau * Line<T>.Dot(line, v, columns), v, line, columns);
        }
    }

    // A -= τ u (uᵀ A).
    static void FromLeft(T* a, long row, long n, T* u, T* w, T tau)
    {
        new Span<T>(w, (int)n).Clear();
        for (long i = 0; i < n; i++) Line<T>.Add(u[i], a + i * row, w, n);
        for (long i = 0; i < n; i++) Line<T>.Add(-tau * u[i], w, a + i * row, n);
    }
}
