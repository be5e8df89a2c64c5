using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Eigenvalues of a symmetric tridiagonal matrix by implicit QL steps with Wilkinson's shift; the rows of a matrix turn with it.
/// Source: Parlett, "The Symmetric Eigenvalue Problem", chapter 8.
/// </summary>
internal static unsafe class TridiagonalSteps<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int StepsPerValue = 60;

    /// <summary>Makes the diagonal <paramref name="d"/> the eigenvalues, in any order.</summary>
    /// <param name="d">The diagonal, no larger than about 1.</param>
    /// <param name="e">The n - 1 numbers beside it, which become 0.</param>
    /// <param name="n">The size.</param>
    /// <param name="rows">n rows of n numbers, or null.</param>
    /// <param name="row">From one of them to the next.</param>
    /// <param name="turns">Memory for 2 n numbers.</param>
    /// <returns>Whether all converged.</returns>
    public static bool Run(T* d, T* e, int n, T* rows, long row, T* turns)
    {
        T* c = turns, s = turns + n;
        // Steps go well from small numbers to large ones.
        if (rows == null && T.Abs(d[0]) > T.Abs(d[n - 1]))
        {
            new Span<T>(d, n).Reverse();
            new Span<T>(e, n - 1).Reverse();
        }
        var steps = 0L;
        for (var l = 0; l < n; l++)
        {
            while (true)
            {
                var m = l;
                while (m < n - 1 && !IsNone(d, e, m)) m++;
                if (m == l) break;
                if (++steps > (long)StepsPerValue * n) return false;
                if (m < n - 1) e[m] = T.Zero;
                var first = Step(d, e, l, m, c, s);
                if (rows != null) Rotations<T>.Apply(rows, row, n, first, m - first, c + first, s + first, down: true);
            }
        }
        return true;
    }

    // Where nothing but rounding errors of rounding errors is left, steps would go on with numbers too small to have digits.
    static bool IsNone(T* d, T* e, int i) =>
        T.Abs(e[i]) <= Line<T>.Epsilon * (T.Abs(d[i]) + T.Abs(d[i + 1])) || T.Abs(e[i]) <= Line<T>.Nothing;

    // One sweep over the block from l to m, from its end to its beginning; gives the first row that was turned.
    static int Step(T* d, T* e, int l, int m, T* c, T* s)
    {
        var g = (d[l + 1] - d[l]) / (e[l] + e[l]);
        g = d[m] - d[l] + e[l] / (g + T.CopySign(Rotations<T>.Length(g, T.One), g));
        var (sine, cosine, p) = (T.One, T.One, T.Zero);
        for (var i = m - 1; i >= l; i--)
        {
            var (f, b) = (sine * e[i], cosine * e[i]);
            var r = Rotations<T>.Length(f, g);
            // What is behind the block is not this one's.
            if (i + 1 < m) e[i + 1] = r;
            if (r == T.Zero)
            {
                d[i + 1] -= p;
                if (i + 1 == m) e[i] = T.Zero;
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
        return l;
    }
}
