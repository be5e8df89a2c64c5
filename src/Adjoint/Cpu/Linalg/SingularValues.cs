using System.Numerics;
using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// The singular value decomposition A = U diag(s) Vᵀ of a matrix with no more columns than rows. If it has more rows, its R is
/// decomposed.
/// </summary>
internal static unsafe class SingularValues<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // So many values alone come faster by QR steps.
    const int FewValues = 64;

    /// <summary>
    /// Singular values in descending order and, unless null, U with <paramref name="width"/> columns (n or m) and Vᵀ. The
    /// matrix is destroyed.
    /// </summary>
    /// <returns>0, or 1 if there are numbers that are not finite or the steps do not converge.</returns>
    public static int Run(T* a, long m, int n, T* values, T* u, long width, T* vt)
    {
        if (n == 0)
        {
            Widen(m, 0, u, width);
            return 0;
        }
        var largest = Line<T>.Largest(a, m * n);
        if (!T.IsFinite(largest)) return 1;
        var scale = Scaling<T>.Of(largest);
        if (scale != T.One) Line<T>.Scale(scale, a, m * n);
        var row = Bidiagonal<T>.Padded(n);
        using var scratch = new Scratch<T>(n);
        var fits = m == n && row == n;
        using var copy = new Scratch<T>(fits ? 0 : row * row);
        var square = fits ? a : copy.Pointer;
        if (m > n) Householder<T>.Factor(a, n, m, n, scratch.Pointer);
        if (!fits) Copy(a, n, square, row, upper: m > n);
        if (!Square(square, n, values, u, width, vt)) return 1;
        if (scale != T.One) Line<T>.Scale(T.One / scale, values, n);
        if (u == null || width == 0) return 0;
        Widen(m, n, u, width);
        if (m > n) Householder<T>.Apply(new(a, n, 1), m, n, scratch.Pointer, u, width, width, transposed: false);
        return 0;
    }

    static void Copy(T* a, long n, T* target, long row, bool upper)
    {
        if (row > n) NativeMemory.Clear(target, (nuint)(row * row * sizeof(T)));
        for (long i = 0; i < n; i++)
        {
            var first = upper ? (int)i : 0;
            new Span<T>(target + i * row, first).Clear();
            new Span<T>(a + i * n + first, (int)n - first).CopyTo(new(target + i * row + first, (int)n - first));
        }
    }

    // The first n rows and columns become the corner of more, with ones on the diagonal.
    static void Widen(long m, long n, T* u, long width)
    {
        if (u == null) return;
        if (width > n)
        {
            for (long i = 0; i < n; i++) new Span<T>(u + i * width + n, (int)(width - n)).Clear();
        }
        NativeMemory.Clear(u + n * width, (nuint)((m - n) * width * sizeof(T)));
        for (var i = n; i < width; i++) u[i * width + i] = T.One;
    }

    static bool Square(T* a, int n, T* values, T* u, long width, T* vt)
    {
        var row = Bidiagonal<T>.Padded(n);
        using var scratch = new Scratch<T>(7L * n);
        using var store = new Scratch<T>(row * row);
        T* above = scratch.Pointer, tauRight = above + n, tauLeft = tauRight + n, turns = tauLeft + n;
        Bidiagonal<T>.Reduce(a, n, values, above, tauRight, tauLeft, store.Pointer);
        var largest = T.Max(Line<T>.Largest(values, n), Line<T>.Largest(above, n - 1));
        var scale = Scaling<T>.Of(largest);
        if (scale != T.One)
        {
            Line<T>.Scale(scale, values, n);
            Line<T>.Scale(scale, above, n - 1);
        }
        if (u == null)
        {
            if (!Values(values, above, n, turns)) return false;
        }
        else if (!Vectors(a, store.Pointer, n, values, above, tauRight, tauLeft, u, width, vt)) return false;
        if (scale != T.One) Line<T>.Scale(T.One / scale, values, n);
        return true;
    }

    static bool Values(T* values, T* above, int n, T* turns)
    {
        if (n <= FewValues && !new BidiagonalSteps<T>(values, above, n, turns).Run()) return false;
        if (n > FewValues)
        {
            using var places = new Scratch<int>(n);
            if (!BidiagonalConquer<T>.Run(values, above, n, null, turns, places.Pointer)) return false;
        }
        var span = new Span<T>(values, n);
        span.Sort();
        span.Reverse();
        return true;
    }

    // B = X diag(s) Yᵀ, so A = (Q Y) diag(s) (P X)ᵀ.
    static bool Vectors(T* a, T* store, int n, T* values, T* above, T* tauRight, T* tauLeft, T* u, long width, T* vt)
    {
        using var vectors = new Scratch<T>(2L * n * n);
        using var places = new Scratch<int>(n);
        T* x = vectors.Pointer, y = x + (long)n * n;
        if (!BidiagonalConquer<T>.Run(values, above, n, x, y, places.Pointer)) return false;
        var order = new Span<int>(places.Pointer, n);
        order.Reverse();
        var row = Bidiagonal<T>.Padded(n);
        Turning<T>.RowsToColumns(y, n, places.Pointer, n, u, width);
        Householder<T>.Apply(new(store + 1, 1, row), n - 1, n - 1, tauLeft, u + width, width, n, transposed: false);
        Householder<T>.ApplyToRows(new(a, 1, row), n, n - 1, tauRight, x, n, n);
        for (var i = 0; i < n; i++)
        {
            new Span<T>(x + (long)order[i] * n, n).CopyTo(new(vt + (long)i * n, n));
            above[i] = values[order[i]];
        }
        new Span<T>(above, n).CopyTo(new(values, n));
        return true;
    }
}
