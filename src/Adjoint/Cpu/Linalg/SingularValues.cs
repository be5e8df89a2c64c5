using System.Numerics;
using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// The singular value decomposition A = U diag(s) Vᵀ of a matrix with no more columns than rows. If it has more rows, its R is
/// decomposed.
/// </summary>
internal static unsafe class SingularValues<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Singular values in descending order and, unless null, U with <paramref name="width"/> columns (n or m) and Vᵀ. The
    /// matrix is destroyed.
    /// </summary>
    /// <returns>0, or 1 if there are numbers that are not finite or the steps do not converge.</returns>
    public static int Run(T* a, long m, int n, T* values, T* u, long width, T* vt)
    {
        for (long i = 0; i < m * n; i++)
        {
            if (!T.IsFinite(a[i])) return 1;
        }
        using var scratch = new Scratch<T>(n);
        using var square = new Scratch<T>((long)n * n);
        var tau = scratch.Pointer;
        if (m > n)
        {
            Householder<T>.Factor(a, n, m, n, tau);
            for (long i = 0; i < n; i++)
            {
                for (long j = 0; j < n; j++) square.Pointer[i * n + j] = j < i ? T.Zero : a[i * n + j];
            }
        }
        if (u == null) return Square(m > n ? square.Pointer : a, n, values, null, null) ? 0 : 1;
        using var rows = new Scratch<T>((long)n * n);
        if (!Square(m > n ? square.Pointer : a, n, values, rows.Pointer, vt)) return 1;
        Widen(a, m, n, tau, rows.Pointer, u, width);
        return 0;
    }

    // The rows become the columns of U, in front of the reflections that made R.
    static void Widen(T* a, long m, long n, T* tau, T* rows, T* u, long width)
    {
        NativeMemory.Clear(u, (nuint)(m * width * sizeof(T)));
        for (long i = 0; i < n; i++)
        {
            for (long j = 0; j < n; j++) u[i * width + j] = rows[j * n + i];
        }
        for (var i = n; i < width; i++) u[i * width + i] = T.One;
        if (m > n) Householder<T>.Apply(new(a, n, 1), m, n, tau, u, width, width, transposed: false);
    }

    static bool Square(T* a, int n, T* values, T* left, T* right)
    {
        if (n == 0) return true;
        using var scratch = new Scratch<T>(7L * n);
        T* above = scratch.Pointer, tauLeft = above + n, tauRight = tauLeft + n, turns = tauRight + n;
        Bidiagonal<T>.Reduce(a, n, values, above, tauLeft, tauRight);
        if (left != null) Form(a, n, tauLeft, tauRight, left, right);
        if (!new BidiagonalSteps<T>(values, above, n, left, right, turns).Run()) return false;
        for (var i = 0; i < n; i++)
        {
            if (values[i] >= T.Zero) continue;
            values[i] = -values[i];
            if (right != null) Line<T>.Scale(-T.One, right + (long)i * n, n);
        }
        Sort(values, n, left, right);
        return true;
    }

    // Qᵀ and Pᵀ.
    static void Form(T* a, long n, T* tauLeft, T* tauRight, T* left, T* right)
    {
        Householder<T>.Form(new(a, n, 1), n, n, tauLeft, right, n);
        Turn(right, n, left, n, n);
        NativeMemory.Clear(right, (nuint)(n * n * sizeof(T)));
        right[0] = T.One;
        if (n == 1) return;
        using var inner = new Scratch<T>((n - 1) * (n - 1));
        Householder<T>.Form(new(a + 1, 1, n), n - 1, n - 1, tauRight, inner.Pointer, n - 1);
        Turn(inner.Pointer, n - 1, right + n + 1, n, n - 1);
    }

    static void Turn(T* from, long fromRow, T* to, long toRow, long n)
    {
        for (long i = 0; i < n; i++)
        {
            for (long j = 0; j < n; j++) to[j * toRow + i] = from[i * fromRow + j];
        }
    }

    static void Sort(T* values, int n, T* left, T* right)
    {
        for (var i = 0; i < n - 1; i++)
        {
            var best = i;
            for (var j = i + 1; j < n; j++)
            {
                if (values[j] > values[best]) best = j;
            }
            if (best == i) continue;
            (values[i], values[best]) = (values[best], values[i]);
            if (left == null) continue;
            Line<T>.Swap(left + (long)i * n, left + (long)best * n, n);
            Line<T>.Swap(right + (long)i * n, right + (long)best * n, n);
        }
    }
}
