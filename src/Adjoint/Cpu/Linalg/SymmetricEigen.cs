using System.Numerics;
using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: made tridiagonal, then diagonal by implicit QL steps with Wilkinson's
/// shift. Source: Parlett, "The Symmetric Eigenvalue Problem", chapter 8.
/// </summary>
internal static unsafe class SymmetricEigen<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int StepsPerValue = 60;

    /// <summary>
    /// Eigenvalues in ascending order and, unless null, the matrix whose columns are the eigenvectors. The matrix is destroyed.
    /// </summary>
    /// <returns>0, or 1 if there are numbers that are not finite or the steps do not converge.</returns>
    public static int Run(T* a, int n, T* values, T* vectors)
    {
        if (n == 0) return 0;
        for (long i = 0; i < (long)n * n; i++)
        {
            if (!T.IsFinite(a[i])) return 1;
        }
        using var scratch = new Scratch<T>(4L * n);
        T* beside = scratch.Pointer, tau = beside + n, c = tau + n, s = c + n;
        Tridiagonal<T>.Reduce(a, n, values, beside, tau);
        beside[n - 1] = T.Zero;
        if (vectors == null) return Iterate(values, beside, n, null, c, s) ? Finish(values, n, null, null) : 1;
        using var rows = new Scratch<T>((long)n * n);
        Form(a, n, tau, rows.Pointer, vectors);
        return Iterate(values, beside, n, rows.Pointer, c, s) ? Finish(values, n, rows.Pointer, vectors) : 1;
    }

    // Qᵀ, by way of Q.
    static void Form(T* a, long n, T* tau, T* rows, T* space)
    {
        NativeMemory.Clear(rows, (nuint)(n * n * sizeof(T)));
        rows[0] = T.One;
        if (n == 1) return;
        Householder<T>.Form(new(a + 1, 1, n), n - 1, n - 1, tau, space, n - 1);
        for (long i = 1; i < n; i++)
        {
            for (long j = 1; j < n; j++) rows[j * n + i] = space[(i - 1) * (n - 1) + j - 1];
        }
    }

    static bool Iterate(T* d, T* e, int n, T* rows, T* c, T* s)
    {
        for (var l = 0; l < n; l++)
        {
            for (var step = 0; ; step++)
            {
                var m = l;
                while (m < n - 1 && !(T.Abs(e[m]) <= Line<T>.Epsilon * (T.Abs(d[m]) + T.Abs(d[m + 1])))) m++;
                if (m == l) break;
                if (step == StepsPerValue) return false;
                var first = Step(d, e, l, m, c, s);
                if (rows != null) Rotations<T>.Apply(rows, n, n, first, m - first, c + first, s + first, down: true);
            }
        }
        return true;
    }

    // One sweep over the block from l to m, from its end to its beginning; gives the first row that was turned.
    static int Step(T* d, T* e, int l, int m, T* c, T* s)
    {
        var g = (d[l + 1] - d[l]) / (e[l] + e[l]);
        g = d[m] - d[l] + e[l] / (g + T.CopySign(T.Hypot(g, T.One), g));
        var (sine, cosine, p) = (T.One, T.One, T.Zero);
        for (var i = m - 1; i >= l; i--)
        {
            var (f, b) = (sine * e[i], cosine * e[i]);
            var r = e[i + 1] = T.Hypot(f, g);
            if (r == T.Zero)
            {
                d[i + 1] -= p;
                e[m] = T.Zero;
                return i + 1;
            }
            (sine, cosine) = (f / r, g / r);
            g = d[i + 1] - p;
            r = (d[i] - g) * sine + (cosine + cosine) * b;
            p = sine * r;
            d[i + 1] = g + p;
            g = cosine * r - b;
            (c[i], s[i]) = (cosine, -sine);
        }
        d[l] -= p;
        e[l] = g;
        e[m] = T.Zero;
        return l;
    }

    // Values in order, vectors from rows to columns.
    static int Finish(T* values, int n, T* rows, T* vectors)
    {
        var sorted = new Span<T>(values, n);
        if (rows == null)
        {
            sorted.Sort();
            return 0;
        }
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        sorted.Sort(order.AsSpan());
        for (long j = 0; j < n; j++)
        {
            var line = rows + order[j] * (long)n;
            for (long i = 0; i < n; i++) vectors[i * n + j] = line[i];
        }
        return 0;
    }
}
