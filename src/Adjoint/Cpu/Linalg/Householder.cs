using System.Numerics;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Factorizations by reflections I - τ v vᵀ, kept as LAPACK keeps them: v in the column it clears, from below the diagonal
/// on (its first element is 1), and τ beside. Signs are LAPACK's.
/// </summary>
internal static unsafe class Householder<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Width = BlockReflector<T>.Width;

    // Reflections of so few numbers are applied one by one.
    const long Few = 24;

    /// <summary>
    /// A = Q R of an m x n matrix in place: R in the upper triangle, the reflections of Q below and in <paramref name="tau"/>.
    /// </summary>
    public static void Factor(T* a, long row, long m, long n, T* tau)
    {
        var count = Math.Min(m, n);
        using var panel = new Scratch<T>(Width * m);
        using var memory = new Scratch<T>(BlockReflector<T>.Needs(m, n));
        for (long j = 0; j < count; j += Width)
        {
            var (width, rows) = ((int)Math.Min(Width, count - j), m - j);
            T* corner = a + j * row + j, columns = panel.Pointer;
            for (var c = 0; c < width; c++)
            {
                for (long i = 0; i < rows; i++) columns[c * rows + i] = corner[i * row + c];
            }
            FactorPanel(columns, rows, width, tau + j);
            for (long i = 0; i < rows; i++)
            {
                for (var c = 0; c < width; c++) corner[i * row + c] = columns[c * rows + i];
            }
            if (j + width < n)
                new BlockReflector<T>(new(corner, row, 1), rows, width, tau + j, memory.Pointer).Apply(
                    corner + width, row, n - j - width, transposed: true);
        }
    }

    /// <summary>
    /// C = Q C, or Qᵀ C: the first <paramref name="count"/> reflections that stand in the m rows of <paramref name="a"/>,
    /// applied to n columns.
    /// </summary>
    public static void Apply(Matrix<T> a, long m, long count, T* tau, T* c, long row, long n, bool transposed)
    {
        using var memory = new Scratch<T>(BlockReflector<T>.Needs(m, n));
        if (m <= Few)
        {
            for (long step = 0; step < count; step++)
            {
                var k = transposed ? step : count - 1 - step;
                Apply(a.At(k, k), m - k, tau[k], c + k * row, row, n, memory.Pointer);
            }
            return;
        }
        var blocks = (count + Width - 1) / Width;
        for (long step = 0; step < blocks; step++)
        {
            var j = (transposed ? step : blocks - 1 - step) * Width;
            new BlockReflector<T>(a.At(j, j), m - j, (int)Math.Min(Width, count - j), tau + j, memory.Pointer)
                .Apply(c + j * row, row, n, transposed);
        }
    }

    /// <summary>Q applied to n rows of m numbers, instead of columns.</summary>
    public static void ApplyToRows(Matrix<T> a, long m, long count, T* tau, T* c, long row, long n)
    {
        using var memory = new Scratch<T>(BlockReflector<T>.Needs(m, n));
        if (m <= Few)
        {
            for (var k = count - 1; k >= 0; k--) ApplyToRows(a.At(k, k), m - k, tau[k], c + k, row, n, memory.Pointer);
            return;
        }
        for (var j = (count - 1) / Width * Width; j >= 0; j -= Width)
        {
            new BlockReflector<T>(a.At(j, j), m - j, (int)Math.Min(Width, count - j), tau + j, memory.Pointer)
                .ApplyToRows(c + j, row, n, transposed: false);
        }
    }

    static void Apply(Matrix<T> a, long m, T tau, T* c, long row, long n, T* memory)
    {
        if (tau == T.Zero) return;
        T* v = CopyTo(memory, a, m), w = memory + m;
        new Span<T>(w, (int)n).Clear();
        for (long i = 0; i < m; i++) Line<T>.Add(v[i], c + i * row, w, n);
        for (long i = 0; i < m; i++) Line<T>.Add(-tau * v[i], w, c + i * row, n);
    }

    static void ApplyToRows(Matrix<T> a, long m, T tau, T* c, long row, long n, T* memory)
    {
        if (tau == T.Zero) return;
        var v = CopyTo(memory, a, m);
        for (long i = 0; i < n; i++) Line<T>.Add(-tau * Line<T>.Dot(c + i * row, v, m), v, c + i * row, m);
    }

    static T* CopyTo(T* v, Matrix<T> column, long m)
    {
        *v = T.One;
        for (long i = 1; i < m; i++) v[i] = *column.At(i, 0).Pointer;
        return v;
    }

    /// <summary>Q = H₁ H₂ ... as an m x n matrix, n no larger than m: the first columns of the product.</summary>
    public static void Form(Matrix<T> a, long m, long count, T* tau, T* q, long n)
    {
        NativeMemory.Clear(q, (nuint)(m * n * sizeof(T)));
        for (long i = 0; i < n; i++) q[i * n + i] = T.One;
        Apply(a, m, count, tau, q, n, n, transposed: false);
    }

    /// <summary>
    /// The reflection that makes (α, x) a multiple of the first unit vector: x becomes v without its first element, α the
    /// multiple β = -sign(α) |(α, x)|. Gives τ, which is 0 where x is.
    /// </summary>
    public static T Reflect(ref T alpha, T* x, long count)
    {
        var length = Line<T>.Length(x, count);
        if (length == T.Zero) return T.Zero;
        var beta = -T.CopySign(T.Hypot(alpha, length), alpha);
        if (T.Abs(beta) < Smallest) return ReflectTiny(ref alpha, x, count);
        var tau = (beta - alpha) / beta;
        Line<T>.Divide(alpha - beta, x, count);
        alpha = beta;
        return tau;
    }

    /// <summary>
    /// <see cref="Reflect"/> for a matrix with numbers up to about 1: where next to nothing is left, that becomes 0. Further on there
    /// would be numbers too small to have digits.
    /// </summary>
    public static T ReflectOrClear(T* x, long count)
    {
        var tau = Reflect(ref *x, x + 1, count - 1);
        if (T.Abs(*x) > Line<T>.Nothing) return tau;
        new Span<T>(x, (int)count).Clear();
        return T.Zero;
    }

    // Numbers close to the end of their range have few digits.
    static T ReflectTiny(ref T alpha, T* x, long count)
    {
        var scale = T.One / Smallest;
        alpha *= scale;
        Line<T>.Scale(scale, x, count);
        var tau = Reflect(ref alpha, x, count);
        alpha *= Smallest;
        return tau;
    }

    // A power of two.
    static T Smallest => typeof(T) == typeof(float) ? T.ScaleB(T.One, -100) : T.ScaleB(T.One, -960);

    // Columns lie along memory here, so that all sums and updates do.
    static void FactorPanel(T* columns, long rows, int width, T* tau)
    {
        for (var j = 0; j < width; j++)
        {
            var v = columns + j * rows + j;
            tau[j] = Reflect(ref *v, v + 1, rows - j - 1);
            if (tau[j] == T.Zero) continue;
            for (var c = j + 1; c < width; c++)
            {
                var x = columns + c * rows + j;
                var product = tau[j] * (*x + Line<T>.Dot(v + 1, x + 1, rows - j - 1));
                *x -= product;
                Line<T>.Add(-product, v + 1, x + 1, rows - j - 1);
            }
        }
    }
}
