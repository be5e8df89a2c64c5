using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Singular values of an upper bidiagonal matrix by implicit QR steps; rows of two matrices turn with it. Source: Golub and
/// Van Loan, "Matrix Computations", 8.6.2.
/// </summary>
internal readonly unsafe ref struct BidiagonalSteps<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int StepsPerValue = 60;

    readonly T* _d, _e, _left, _right, _turns;
    readonly int _n;

    /// <param name="d">The diagonal; the singular values, of any sign and order, in the end.</param>
    /// <param name="e">What is above it.</param>
    /// <param name="left">Qᵀ, or null.</param>
    /// <param name="right">Pᵀ, or null.</param>
    /// <param name="turns">Memory for 4 n numbers.</param>
    public BidiagonalSteps(T* d, T* e, int n, T* left, T* right, T* turns)
    {
        _d = d;
        _e = e;
        _n = n;
        _left = left;
        _right = right;
        _turns = turns;
    }

    /// <summary>Whether all converged.</summary>
    public bool Run()
    {
        var largest = T.Zero;
        for (var i = 0; i < _n; i++) largest = T.Max(largest, T.Max(T.Abs(_d[i]), i < _n - 1 ? T.Abs(_e[i]) : T.Zero));
        if (largest == T.Zero) return true;
        Scale(T.One / largest);
        for (int last = _n - 1, steps = 0; last > 0;)
        {
            if (IsNone(last - 1))
            {
                _e[--last] = T.Zero;
                steps = 0;
                continue;
            }
            if (++steps > StepsPerValue) return false;
            var first = last - 1;
            while (first > 0 && !IsNone(first - 1)) first--;
            if (!Separate(first, last)) Step(first, last);
        }
        Scale(largest);
        return true;
    }

    bool IsNone(int i) => T.Abs(_e[i]) <= Line<T>.Epsilon * (T.Abs(_d[i]) + T.Abs(_d[i + 1]));

    void Scale(T factor)
    {
        Line<T>.Scale(factor, _d, _n);
        Line<T>.Scale(factor, _e, _n - 1);
    }

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
                if (_left != null) Rotations<T>.Turn(c, s, _left + (long)j * _n, _left + (long)i * _n, _n);
            }
            return true;
        }
        if (!(T.Abs(_d[last]) <= tiny)) return false;
        var g = _e[last - 1];
        (_d[last], _e[last - 1]) = (T.Zero, T.Zero);
        for (var j = last - 1; j >= first && g != T.Zero; j--)
        {
            var (c, s) = Turn(_d[j], g, out _d[j]);
            if (j > first) (g, _e[j - 1]) = (-s * _e[j - 1], c * _e[j - 1]);
            if (_right != null) Rotations<T>.Turn(c, s, _right + (long)j * _n, _right + (long)last * _n, _n);
        }
        return true;
    }

    // One step on the block: what a shifted QR step of BᵀB would do.
    void Step(int first, int last)
    {
        T* leftC = _turns, leftS = leftC + _n, rightC = leftS + _n, rightS = rightC + _n, d = _d, e = _e;
        var (y, z) = (d[first] * d[first] - Shift(first, last), d[first] * e[first]);
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
        if (_left != null) Rotations<T>.Apply(_left, _n, _n, first, last - first, leftC + first, leftS + first, down: false);
        if (_right != null) Rotations<T>.Apply(_right, _n, _n, first, last - first, rightC + first, rightS + first, down: false);
    }

    // The eigenvalue of the last two rows of BᵀB that is closer to their last element.
    T Shift(int first, int last)
    {
        T* d = _d, e = _e;
        var before = last - 1 > first ? e[last - 2] * e[last - 2] : T.Zero;
        T a = d[last - 1] * d[last - 1] + before, b = d[last - 1] * e[last - 1], c = d[last] * d[last] + e[last - 1] * e[last - 1];
        var half = (a - c) / T.CreateChecked(2);
        var below = half + T.CopySign(T.Hypot(half, b), half);
        return below == T.Zero ? c : c - b * b / below;
    }

    // The rotation that makes (x, z) to (length, 0).
    static (T C, T S) Turn(T x, T z, out T length)
    {
        length = T.Hypot(x, z);
        return length == T.Zero ? (T.One, T.Zero) : (x / length, z / length);
    }
}
