using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Makes a small symmetric matrix tridiagonal, row by row. Both triangles are kept up to date, so that everything runs along rows.
/// Source: Golub and Van Loan, "Matrix Computations", 8.3.1.
/// </summary>
internal static unsafe class TridiagonalRest<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>As <see cref="Tridiagonal{T}.Reduce"/> has it.</summary>
    public static void Reduce(T* a, long n, T* diagonal, T* beside, T* tau)
    {
        using var scratch = new Scratch<T>(n);
        for (long k = 0; k < n; k++)
        {
            T* line = a + k * (n + 1);
            diagonal[k] = *line;
            if (k + 1 == n) break;
            T* v = line + 1;
            tau[k] = Householder<T>.ReflectOrClear(v, n - k - 1);
            beside[k] = *v;
            *v = T.One;
            if (tau[k] != T.Zero) Both(line + n + 1, n, n - k - 1, v, scratch.Pointer, tau[k]);
        }
    }

    // A -= v wᵀ + w vᵀ with w = p - τ/2 (pᵀ v) v and p = τ A v.
    static void Both(T* a, long row, long n, T* v, T* w, T tau)
    {
        for (long i = 0; i < n; i++) w[i] = tau * Line<T>.Dot(a + i * row, v, n);
        Line<T>.Add(-tau / T.CreateChecked(2) * Line<T>.Dot(v, w, n), v, w, n);
        for (long i = 0; i < n; i++)
        {
            Line<T>.Add(-v[i], w, a + i * row, n);
            Line<T>.Add(-w[i], v, a + i * row, n);
        }
    }
}
