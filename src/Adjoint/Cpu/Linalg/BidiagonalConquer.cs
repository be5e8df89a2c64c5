using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Singular values and vectors of an upper bidiagonal matrix: taking away a row leaves two parts, and so on; small parts are
/// decomposed by implicit QR steps; then two and two of them and the row between become one. Source: Gu and Eisenstat, "A
/// divide-and-conquer algorithm for the bidiagonal SVD", 1995.
/// </summary>
/// <remarks>
/// A part before a row has a column more than rows. The vector from the right that it maps to 0 has the number of that row. For values
/// alone nothing is kept but the first and the last element of each vector from the right.
/// </remarks>
internal readonly unsafe struct BidiagonalConquer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int MostColumns = Halves<T>.MostLeaf + 1;

    readonly Halves<T> _all;
    readonly T* _corners, _above, _left, _right;
    readonly int _n, _row;

    BidiagonalConquer(Halves<T> all, T* corners, T* above, T* left, T* right, int n)
    {
        _all = all;
        _corners = corners;
        _above = above;
        _left = left;
        _right = right;
        _n = n;
        _row = IsValues ? 2 : n;
    }

    bool IsValues => _left == null;

    /// <summary>
    /// The singular values in the place of the diagonal, their vectors from both sides in the rows of n x n matrices, and their
    /// ascending order. Numbers are no larger than about 1.
    /// </summary>
    /// <param name="diagonal">The diagonal.</param>
    /// <param name="above">What is above it.</param>
    /// <param name="n">The size.</param>
    /// <param name="left">Vectors from the left, or null for values alone.</param>
    /// <param name="right">Vectors from the right, or 2 n numbers.</param>
    /// <param name="order">The order.</param>
    /// <returns>Whether all converged.</returns>
    public static bool Run(T* diagonal, T* above, int n, T* left, T* right, int* order)
    {
        using var scratch = new Scratch<T>(Halves<T>.Needs(n) + n);
        var all = new Halves<T>(diagonal, n, scratch.Pointer + n) { Order = order };
        if (left != null)
        {
            Identity(left, n, n);
            Identity(right, n, n);
        }
        var parts = Halves<T>.Parts(n);
        var self = new BidiagonalConquer<T>(all, scratch.Pointer, above, left, right, n);
        for (var part = 1; part < parts; part++)
        {
            var between = self.Begin(part, parts) - 1;
            (scratch.Pointer[between], diagonal[between]) = (diagonal[between], T.Zero);
        }
        var failed = 0;
        Threads.For(parts, 1, new Leaves { All = self, Parts = parts, Failed = &failed });
        if (failed != 0) return false;
        Halves<T>.Unite(new Unions { All = self }, parts);
        return true;
    }

    static void Identity(T* rows, long row, long n)
    {
        for (long i = 0; i < n; i++)
        {
            new Span<T>(rows + i * row, (int)n).Clear();
            rows[i * (row + 1)] = T.One;
        }
    }

    int Begin(long part, int parts) => (int)(_n * part / parts);

    // Columns of a part: one more than its rows, but for the last one.
    int ColumnsEnd(long part, int parts) => Begin(part + 1, parts);

    int RowsEnd(long part, int parts) => part + 1 < parts ? ColumnsEnd(part, parts) - 1 : _n;

    // The parts from the first number to the row between, and from there to the end.
    void Unite(int from, int between, int to, int columnsEnd)
    {
        Couple(from, between, to, columnsEnd);
        var size = to - from;
        var largest = T.Max(Line<T>.Largest(_all.D + from, size), Line<T>.Largest(_all.Z + from, size));
        if (largest == T.Zero)
        {
            for (var i = from; i < to; i++) _all.Order[i] = i;
            return;
        }
        // Squares of what is left must not underflow.
        var tolerance = T.CreateChecked(8) * Line<T>.Epsilon * T.Max(largest, T.Sqrt(Line<T>.Epsilon));
        _all.Z[between] = T.Max(_all.Z[between], tolerance);
        var kept = Deflate(from, between, to, tolerance, columnsEnd - from);
        using var union = new Union<Squared, T>(_all, from, to, kept, T.One, IsValues ? -1 : between);
        if (IsValues) union.Multiply(_right - from, _row, from + 1, from + 2, other: false);
        else
        {
            union.Multiply(_left, _n, between + 1, to, other: true);
            union.Multiply(_right, _n, between + 1, columnsEnd, other: false);
        }
        union.PutOrder();
    }

    // The row between, seen from the vectors of both parts. Of the two that they map to 0 one is turned away.
    void Couple(int from, int between, int to, int columnsEnd)
    {
        T corner = _corners[between], beside = _above[between];
        T* z = _all.Z, left = _right + (IsValues ? 1 : between), right = _right + (IsValues ? 0 : between + 1);
        for (long i = from; i < to; i++)
        {
            z[i] = i <= between ? corner * left[i * _row] : beside * right[i * _row];
            _all.Where[i] = (byte)(i < between ? 0 : i == between ? 1 : 2);
        }
        var other = columnsEnd > to ? beside * right[(long)to * _row] : T.Zero;
        if (IsValues)
        {
            for (long i = from; i < columnsEnd; i++) _right[2 * i + (i <= between ? 1 : 0)] = T.Zero;
        }
        var length = Rotations<T>.Length(z[between], other);
        if (length > T.Zero) TurnBetween(from, between, columnsEnd, z[between] / length, other / length);
        z[between] = length;
    }

    void TurnBetween(int from, long between, int columnsEnd, T c, T s)
    {
        var (first, width) = IsValues ? (0, 2) : (from, columnsEnd - from);
        T* one = _right + between * _row + first, other = _right + (columnsEnd - 1L) * _row + first;
        if (s != T.Zero) Rotations<T>.Turn(c, s, one, other, width);
        else if (c < T.Zero) Line<T>.Scale(-T.One, one, width);
    }

    int Deflate(int from, int between, int to, T tolerance, int columns)
    {
        int size = to - from, above = between - from, below = to - between - 1;
        var sorted = new Span<int>(_all.Sorted + from, size - 1);
        Deflation<T>.Merge(_all.D, new(_all.Order + from, above), new(_all.Order + between + 1, below), sorted);
        var deflation = new Deflation<T>(_all.D, _all.Z, _all.Where, new(_all.Kept + from, size), new(_all.Others + from, size));
        var turn = IsValues
            ? new TurnRows { Right = _right, Row = _row, Columns = 2 }
            : new TurnRows { Left = _left + from, Right = _right + from, Row = _row, Rows = size, Columns = columns };
        deflation.Keep(between);
        deflation.Run(sorted, T.One, tolerance, turn);
        // Two poles must not be one.
        if (deflation.Kept > 1)
        {
            ref var least = ref _all.D[_all.Kept[from + 1]];
            least = T.Max(least, tolerance / T.CreateChecked(2));
        }
        return deflation.Kept;
    }

    bool Leaf(int begin, int rows, int columns, T* left, T* right, long row, T* turns)
    {
        T* d = _all.D + begin, e = _above + begin;
        if (columns > rows) BidiagonalSteps<T>.ClearColumn(d, e, 0, rows, right, row, columns);
        var converged = new BidiagonalSteps<T>(d, e, rows, turns, left, right, row, columns).Run();
        _all.Sort(begin, begin + rows);
        return converged;
    }

    bool LeafOfValues(int begin, int rows, int columns, T* turns)
    {
        var right = turns + 4 * MostColumns;
        Identity(right, columns, columns);
        var converged = Leaf(begin, rows, columns, null, right, columns, turns);
        for (var i = 0; i < columns; i++)
        {
            var ends = _right + 2L * (begin + i);
            (ends[0], ends[1]) = (right[i * columns], right[i * columns + columns - 1]);
        }
        return converged;
    }

    struct Leaves : IRange
    {
        public BidiagonalConquer<T> All;
        public int Parts;
        public int* Failed;

        public readonly void Run(long from, long to)
        {
            using var scratch = new Scratch<T>(4 * MostColumns + (All.IsValues ? MostColumns * MostColumns : 0));
            for (; from < to; from++)
            {
                int begin = All.Begin(from, Parts), rows = All.RowsEnd(from, Parts) - begin, columns = All.ColumnsEnd(from, Parts) - begin;
                var corner = begin * (All._n + 1L);
                var converged = All.IsValues
                    ? All.LeafOfValues(begin, rows, columns, scratch.Pointer)
                    : All.Leaf(begin, rows, columns, All._left + corner, All._right + corner, All._n, scratch.Pointer);
                if (!converged) *Failed = 1;
            }
        }
    }

    struct Unions : IUnions
    {
        public BidiagonalConquer<T> All;
        public int Parts { get; set; }

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var between = All.Begin(2 * from + 1, 2 * Parts) - 1;
                All.Unite(All.Begin(from, Parts), between, All.RowsEnd(from, Parts), All.ColumnsEnd(from, Parts));
            }
        }
    }

    struct TurnRows : ITurn<T>
    {
        public T* Left, Right;
        public long Row, Rows, Columns;

        public readonly void Turn(int x, int y, T c, T s)
        {
            if (Left != null) Rotations<T>.Turn(c, s, Left + x * Row, Left + y * Row, Rows);
            Rotations<T>.Turn(c, s, Right + x * Row, Right + y * Row, Columns);
        }
    }
}
