using System.Numerics;
using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix: cut into halves by taking away a matrix of rank one, again and
/// again; small parts by implicit QL steps; then two and two of them become one. Source: Cuppen, "A divide and conquer
/// method for the symmetric tridiagonal eigenproblem", 1981.
/// </summary>
internal readonly unsafe struct TridiagonalConquer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Halves<T> _all;
    readonly T* _beside, _rows;
    readonly int _n;

    TridiagonalConquer(Halves<T> all, T* beside, T* rows, int n)
    {
        _all = all;
        _beside = beside;
        _rows = rows;
        _n = n;
    }

    /// <summary>
    /// The eigenvalues in the place of the diagonal, the vectors in the rows of an n x n matrix, and their order. Numbers are
    /// no larger than about 1.
    /// </summary>
    /// <returns>Whether all converged.</returns>
    public static bool Run(T* diagonal, T* beside, int n, T* rows, int* order)
    {
        using var scratch = new Scratch<T>(Halves<T>.Needs(n));
        var all = new Halves<T>(diagonal, n, scratch.Pointer) { Order = order };
        NativeMemory.Clear(rows, (nuint)n * (nuint)n * (nuint)sizeof(T));
        var parts = Halves<T>.Parts(n);
        var self = new TridiagonalConquer<T>(all, beside, rows, n);
        for (var part = 1; part < parts; part++)
        {
            var cut = self.Begin(part, parts);
            var rho = T.Abs(beside[cut - 1]);
            (diagonal[cut - 1], diagonal[cut]) = (diagonal[cut - 1] - rho, diagonal[cut] - rho);
        }
        var failed = 0;
        Threads.For(parts, 1, new Leaves { All = self, Parts = parts, Failed = &failed });
        if (failed != 0) return false;
        Halves<T>.Unite(new Unions { All = self }, parts);
        return true;
    }

    int Begin(long part, int parts) => (int)(_n * part / parts);

    void Unite(int from, int cut, int to)
    {
        var coupling = _beside[cut - 1];
        var (factor, sign) = (T.Sqrt(T.One / T.CreateChecked(2)), T.CopySign(T.One, coupling));
        for (var i = from; i < to; i++)
        {
            _all.Z[i] = i < cut ? factor * _rows[(long)i * _n + cut - 1] : factor * sign * _rows[(long)i * _n + cut];
            _all.Where[i] = (byte)(i < cut ? 0 : 2);
        }
        var rho = T.Abs(coupling + coupling);
        int size = to - from;
        var largest = T.Max(Line<T>.Largest(_all.D + from, size), Line<T>.Largest(_all.Z + from, size));
        var tolerance = T.CreateChecked(8) * Line<T>.Epsilon * largest;
        var kept = Deflate(from, cut, size, rho, tolerance);
        if (kept == 0)
        {
            new Span<int>(_all.Others + from, size).CopyTo(new(_all.Order + from, size));
            return;
        }
        using var union = new Union<Plain, T>(_all, from, to, kept, rho, first: -1);
        union.Multiply(_rows, _n, cut, to, other: false);
        union.PutOrder();
    }

    int Deflate(int from, int cut, int size, T rho, T tolerance)
    {
        var sorted = new Span<int>(_all.Sorted + from, size);
        Deflation<T>.Merge(_all.D, new(_all.Order + from, cut - from), new(_all.Order + cut, from + size - cut), sorted);
        var deflation = new Deflation<T>(_all.D, _all.Z, _all.Where, new(_all.Kept + from, size), new(_all.Others + from, size));
        deflation.Run(sorted, rho, tolerance, new TurnRows { Rows = _rows + from, Row = _n, Count = size });
        return deflation.Kept;
    }

    struct Leaves : IRange
    {
        public TridiagonalConquer<T> All;
        public int Parts;
        public int* Failed;

        public readonly void Run(long from, long to)
        {
            using var scratch = new Scratch<T>(2 * Halves<T>.MostLeaf);
            for (; from < to; from++)
            {
                int begin = All.Begin(from, Parts), count = All.Begin(from + 1, Parts) - begin;
                var rows = All._rows + begin * (All._n + 1L);
                for (var i = 0; i < count; i++) rows[i * (All._n + 1L)] = T.One;
                if (!TridiagonalSteps<T>.Run(All._all.D + begin, All._beside + begin, count, rows, All._n, scratch.Pointer)) *Failed = 1;
                All._all.Sort(begin, begin + count);
            }
        }
    }

    struct Unions : IUnions
    {
        public TridiagonalConquer<T> All;
        public int Parts { get; set; }

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++) All.Unite(All.Begin(from, Parts), All.Begin(2 * from + 1, 2 * Parts), All.Begin(from + 1, Parts));
        }
    }

    struct TurnRows : ITurn<T>
    {
        public T* Rows;
        public long Row, Count;

        public readonly void Turn(int x, int y, T c, T s) => Rotations<T>.Turn(c, s, Rows + x * Row, Rows + y * Row, Count);
    }
}
