using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// A symmetric matrix made tridiagonal by reflections from both sides, A = Q T Qᵀ. Both triangles are kept up to date, so that
/// everything runs along rows. Source: Golub and Van Loan, "Matrix Computations", 8.3.1.
/// </summary>
internal static unsafe class Tridiagonal<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long Grain = 1 << 15;

    /// <summary>
    /// The diagonal and what is beside it. The vector of reflection k stands in row k from column k + 1 on, its first element,
    /// 1, left out.
    /// </summary>
    public static void Reduce(T* a, long n, T* diagonal, T* beside, T* tau)
    {
        using var scratch = new Scratch<T>(2 * n);
        for (long k = 0; k < n; k++)
        {
            diagonal[k] = a[k * n + k];
            if (k + 1 >= n) break;
            var v = scratch.Pointer;
            var rest = n - k - 1;
            var line = a + k * n + k + 1;
            tau[k] = Householder<T>.Reflect(ref *line, line + 1, rest - 1);
            beside[k] = *line;
            if (tau[k] == T.Zero) continue;
            v[0] = T.One;
            for (long i = 1; i < rest; i++) v[i] = line[i];
            Both(a + (k + 1) * n + k + 1, n, rest, v, v + n, tau[k]);
        }
    }

    // A -= v wᵀ + w vᵀ with w = p - τ/2 (pᵀ v) v and p = τ A v.
    static void Both(T* a, long row, long n, T* v, T* w, T tau)
    {
        Threads.For(n, Math.Max(8, Grain / n), new Multiply { A = a, Row = row, N = n, V = v, W = w, Tau = tau });
        Line<T>.Add(-tau / T.CreateChecked(2) * Line<T>.Dot(v, w, n), v, w, n);
        Threads.For(n, Math.Max(8, Grain / n), new Update { A = a, Row = row, N = n, V = v, W = w });
    }

    struct Multiply : IRange
    {
        public T* A, V, W;
        public long Row, N;
        public T Tau;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++) W[from] = Tau * Line<T>.Dot(A + from * Row, V, N);
        }
    }

    struct Update : IRange
    {
        public T* A, V, W;
        public long Row, N;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                Line<T>.Add(-V[from], W, A + from * Row, N);
                Line<T>.Add(-W[from], V, A + from * Row, N);
            }
        }
    }
}
