using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// A square matrix made upper bidiagonal by reflections from the left and from the right, A = Q B Pᵀ. Source: Golub and Van
/// Loan, "Matrix Computations", 5.4.8.
/// </summary>
internal static unsafe class Bidiagonal<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long Grain = 1 << 15;

    /// <summary>
    /// The diagonal and what is above it. The vectors from the left stand in columns below the diagonal, those from the right in
    /// rows behind it, their first element, 1, left out.
    /// </summary>
    public static void Reduce(T* a, long n, T* diagonal, T* above, T* left, T* right)
    {
        using var scratch = new Scratch<T>(2 * n);
        T* v = scratch.Pointer, w = v + n;
        for (long k = 0; k < n; k++)
        {
            var rest = n - k;
            for (long i = 0; i < rest; i++) v[i] = a[(k + i) * n + k];
            left[k] = Householder<T>.Reflect(ref *v, v + 1, rest - 1);
            diagonal[k] = *v;
            *v = T.One;
            for (long i = 1; i < rest; i++) a[(k + i) * n + k] = v[i];
            if (rest == 1) break;
            Threads.For(rest - 1, Math.Max(64, Grain / rest), new FromLeft
            {
                A = a + k * n + k + 1,
                Row = n,
                Rows = rest,
                V = v,
                W = w,
                Tau = left[k],
            });

            var line = a + k * n + k + 1;
            right[k] = Householder<T>.Reflect(ref *line, line + 1, rest - 2);
            above[k] = *line;
            *line = T.One;
            Threads.For(
                rest - 1, Math.Max(8, Grain / rest), new FromRight { A = line + n, Row = n, Columns = rest - 1, V = line, Tau = right[k] });
        }
    }

    // A -= τ v (vᵀ A), some of the columns.
    struct FromLeft : IRange
    {
        public T* A, V, W;
        public long Row, Rows;
        public T Tau;

        public readonly void Run(long from, long to)
        {
            var w = W + from;
            var count = to - from;
            new Span<T>(w, (int)count).Clear();
            for (long i = 0; i < Rows; i++) Line<T>.Add(V[i], A + i * Row + from, w, count);
            for (long i = 0; i < Rows; i++) Line<T>.Add(-Tau * V[i], w, A + i * Row + from, count);
        }
    }

    // A -= τ (A v) vᵀ, some of the rows.
    struct FromRight : IRange
    {
        public T* A, V;
        public long Row, Columns;
        public T Tau;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var line = A + from * Row;
                Line<T>.Add(-Tau * Line<T>.Dot(line, V, Columns), V, line, Columns);
            }
        }
    }
}
