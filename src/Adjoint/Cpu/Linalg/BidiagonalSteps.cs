using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Singular values of an upper bidiagonal matrix by implicit QR steps; rows of two matrices turn with it. Source: Golub and
/// Van Loan, "Matrix Computations", 8.6.2; steps without a shift: Demmel and Kahan, "Accurate singular values of bidiagonal
/// matrices", 1990.
/// </summary>
internal readonly unsafe ref struct BidiagonalSteps<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int StepsPerValue = 60;

    readonly T* _d, _e, _left, _right, _turns;
    readonly long _row, _width;
    readonly int _n;
    readonly bool _isReversed;

    /// <param name="d">The diagonal, no larger than about 1; the singular values, in any order, in the end.</param>
    /// <param name="e">What is above it.</param>
    /// <param name="n">The size.</param>
    /// <param name="turns">Memory for 4 n numbers.</param>
    /// <param name="left">Rows that turn with the matrix' rows, or null.</param>
    /// <param name="right">Rows that turn with its columns, or null.</param>
    /// <param name="row">From one of them to the next.</param>
    /// <param name="width">The numbers of each.</param>
    public BidiagonalSteps(T* d, T* e, int n, T* turns, T* left = null, T* right = null, long row = 0, long width = 0)
    {
        _d = d;
        _e = e;
        _n = n;
        _turns = turns;
        _width = width;
        // Steps go well from large numbers to small ones. Turned around, the transposed matrix is upper bidiagonal.
        _isReversed = T.Abs(d[0]) < T.Abs(d[n - 1]);
        _left = !_isReversed ? left : right == null ? null : right + (n - 1) * row;
        _right = !_isReversed ? right : left == null ? null : left + (n - 1) * row;
        _row = _isReversed ? -row : row;
    }

    /// <summary>Whether all converged.</summary>
    public bool Run()
    {
        if (_isReversed) Reverse();
        var steps = 0L;
        for (var last = _n - 1; last > 0;)
        {
            if (IsNone(last - 1))
            {
                _e[--last] = T.Zero;
                continue;
            }
            if (++steps > (long)StepsPerValue * _n) return false;
            var first = last - 1;
            while (first > 0 && !IsNone(first - 1)) first--;
            if (!Separate(first, last)) Step(first, last);
        }
        for (var i = 0; i < _n; i++)
        {
            if (_d[i] >= T.Zero) continue;
            _d[i] = -_d[i];
            if (_right != null) Line<T>.Scale(-T.One, _right + i * _row, _width);
        }
        if (_isReversed) Reverse();
        return true;
    }

    void Reverse()
    {
        new Span<T>(_d, _n).Reverse();
        new Span<T>(_e, _n - 1).Reverse();
    }

    // Where nothing but rounding errors of rounding errors is left, steps would go on with numbers too small to have digits.
    bool IsNone(int i) =>
        T.Abs(_e[i]) <= Line<T>.Epsilon * (T.Abs(_d[i]) + T.Abs(_d[i + 1])) || T.Abs(_e[i]) <= Line<T>.Nothing;

    // Where an element of the diagonal is 0, the block falls into two: the one beside it is rotated away.
    bool Separate(int first, int last)
    {
        var tiny = Line<T>.Epsilon * Line<T>.Epsilon;
        for (var i = first; i < last; i++)
        {
            if (!(T.Abs(_d[i]) <= tiny)) continue;
            var f = _e[i];
            (_d[i], _e[i]) = (T.Zero, T.Zero);
            for (var j = i + 1; j <= last && f != T.Zero; j++)
            {
                var (c, s) = Turn(_d[j], f, out _d[j]);
                if (j < last) (f, _e[j]) = (-s * _e[j], c * _e[j]);
                if (_left != null) Rotations<T>.Turn(c, s, _left + j * _row, _left + i * _row, _width);
            }
            return true;
        }
        if (!(T.Abs(_d[last]) <= tiny)) return false;
        ClearColumn(_d, _e, first, last, _right, _row, _width);
        return true;
    }

    /// <summary>
    /// Where element <paramref name="last"/> of a diagonal is 0, or there is no such row, rotations of columns make what is above it 0.
    /// </summary>
    public static void ClearColumn(T* d, T* e, int first, int last, T* right, long row, long width)
    {
        var g = e[last - 1];
        (d[last], e[last - 1]) = (T.Zero, T.Zero);
        for (var j = last - 1; j >= first && g != T.Zero; j--)
        {
            var (c, s) = Turn(d[j], g, out d[j]);
            if (j > first) (g, e[j - 1]) = (-s * e[j - 1], c * e[j - 1]);
            if (right != null) Rotations<T>.Turn(c, s, right + j * row, right + last * row, width);
        }
    }

    // One step on the block: what a shifted QR step of BᵀB would do.
    void Step(int first, int last)
    {
        T* leftC = _turns, leftS = leftC + _n, rightC = leftS + _n, rightS = rightC + _n, d = _d, e = _e;
        var shift = Shift(first, last);
        if (shift < Line<T>.Epsilon * d[first] * d[first]) StepWithoutShift(first, last);
        else
        {
            var (y, z) = (d[first] - shift / d[first], e[first]);
            for (var k = first; k < last; k++)
            {
                var (c, s) = Turn(y, z, out var length);
                if (k > first) e[k - 1] = length;
                (d[k], e[k]) = (c * d[k] + s * e[k], c * e[k] - s * d[k]);
                (z, d[k + 1]) = (s * d[k + 1], c * d[k + 1]);
                (rightC[k], rightS[k]) = (c, s);

                (c, s) = Turn(d[k], z, out d[k]);
                (e[k], d[k + 1]) = (c * e[k] + s * d[k + 1], c * d[k + 1] - s * e[k]);
                y = e[k];
                if (k < last - 1) (z, e[k + 1]) = (s * e[k + 1], c * e[k + 1]);
                (leftC[k], leftS[k]) = (c, s);
            }
        }
        if (_left != null) Rotations<T>.Apply(_left, _row, _width, first, last - first, leftC + first, leftS + first, down: false);
        if (_right != null) Rotations<T>.Apply(_right, _row, _width, first, last - first, rightC + first, rightS + first, down: false);
    }

    // No number is a difference here, so tiny ones keep their digits.
    void StepWithoutShift(int first, int last)
    {
        T* leftC = _turns, leftS = leftC + _n, rightC = leftS + _n, rightS = rightC + _n, d = _d, e = _e;
        var (c, cosine, sine) = (T.One, T.One, T.Zero);
        for (var k = first; k < last; k++)
        {
            (c, var s) = Turn(d[k] * c, e[k], out var length);
            if (k > first) e[k - 1] = sine * length;
            (cosine, sine) = Turn(cosine * length, d[k + 1] * s, out d[k]);
            (rightC[k], rightS[k]) = (c, s);
            (leftC[k], leftS[k]) = (cosine, sine);
        }
        var rest = d[last] * c;
        (d[last], e[last - 1]) = (rest * cosine, rest * sine);
    }

    // The eigenvalue of the last two rows of BᵀB that is closer to their last element.
    T Shift(int first, int last)
    {
        T* d = _d, e = _e;
        var before = last - 1 > first ? e[last - 2] * e[last - 2] : T.Zero;
        T a = d[last - 1] * d[last - 1] + before, b = d[last - 1] * e[last - 1], c = d[last] * d[last] + e[last - 1] * e[last - 1];
        var half = (a - c) / T.CreateChecked(2);
        var below = half + T.CopySign(Rotations<T>.Length(half, b), half);
        return below == T.Zero ? c : c - b * (b / below);
    }

    // The rotation that makes (x, z) to (length, 0). Next to nothing has no direction.
    static (T C, T S) Turn(T x, T z, out T length)
    {
        length = Rotations<T>.Length(x, z);
        if (length > Line<T>.Nothing * Line<T>.Epsilon) return (x / length, z / length);
        length = x;
        return (T.One, T.Zero);
    }
}
