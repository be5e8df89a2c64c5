using System.Numerics;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// A square matrix made bidiagonal by reflections from the right and from the left, A = Q Bᵀ Pᵀ with B upper bidiagonal. Some rows and
/// columns are reduced before the rest of the matrix is brought up to date at once, by a matrix product; half of the work remains
/// products with single vectors. Source: Dongarra, Hammarling and Sorensen, "Block reduction of matrices to condensed forms for
/// eigenvalue computations", 1989; reading the matrix once for both products: Howell, Demmel, Fulton, Hammarling and Marmol, "Cache
/// efficient bidiagonalization using BLAS 2.5 operators", 2008.
/// </summary>
internal readonly unsafe ref struct Bidiagonal<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Width = 32;

    // What is left of a matrix is reduced row by row when it is no larger.
    const long Few = 64;

    readonly T* _a, _store, _tauRight, _tauLeft, _left, _right, _due, _numbers, _sums;
    readonly long _row, _n;

    Bidiagonal(T* a, long row, long n, T* tauRight, T* tauLeft, T* store, T* memory)
    {
        (_row, _n) = (row, n);
        _a = a;
        _tauRight = tauRight;
        _tauLeft = tauLeft;
        _store = store;
        _left = memory;
        _right = _left + 2 * Width * row;
        _due = _right + 2 * Width * row;
        _numbers = _due + 2 * row;
        _sums = _numbers + 4 * Width;
    }

    /// <summary>
    /// From one row of such a matrix to the next, and how many rows there are: it is padded with zeros unless it is small.
    /// </summary>
    public static long Padded(long n) =>
        n <= Few ? n : (n + BidiagonalProduct<T>.Block - 1) / BidiagonalProduct<T>.Block * BidiagonalProduct<T>.Block;

    /// <summary>
    /// The diagonal of B and what is above it. The vector of reflection k from the right stands in row k of <paramref name="a"/> from
    /// column k on, that from the left in row k of <paramref name="store"/> from column k + 1 on, the first element of each, 1, left out.
    /// Rows of both lie <see cref="Padded"/> apart.
    /// </summary>
    public static void Reduce(T* a, long n, T* diagonal, T* above, T* tauRight, T* tauLeft, T* store)
    {
        long row = Padded(n), first = 0;
        if (n > Few)
        {
            using var scratch = new Scratch<T>(4 * Width * row + 2 * row + 4 * Width + BidiagonalProduct<T>.Needs(row));
            NativeMemory.Clear(scratch.Pointer, (nuint)((4 * Width * row + 2 * row) * sizeof(T)));
            var self = new Bidiagonal<T>(a, row, n, tauRight, tauLeft, store, scratch.Pointer);
            for (; n - first > Few; first += Width)
            {
                for (var i = 0; i < Width; i++) self.Step(first + i, i, diagonal, above);
                self.Update(first + Width);
            }
        }
        var corner = first * (row + 1);
        BidiagonalRest<T>.Reduce(
            a + corner, row, n - first, diagonal + first, above + first, tauRight + first, tauLeft + first, store + corner);
    }

    // Row and column k, with this number in their panel. The panels hold for each reflection (-x, -u) and (v, y): A -= x vᵀ + u yᵀ is due.
    void Step(long k, int number, T* diagonal, T* above)
    {
        long begin = k / BidiagonalProduct<T>.Block * BidiagonalProduct<T>.Block, count = _row - begin;
        T* line = _a + k * _row, x = _left + 2 * number * _row, u = x + _row, v = _right + 2 * number * _row, y = v + _row;
        Matrix<T> left = new(_left + begin, _row, 1), right = new(_right + begin, _row, 1);
        if (number > 0) Gemm<T>.Run(new(_left + k, 1, _row), right, line + begin, _row, 1, count, 2 * number, s_add);
        _tauRight[k] = Householder<T>.ReflectOrClear(line + k, _n - k);
        diagonal[k] = line[k];
        Fill(v, line, k);

        // What is due in the sums A v and in column k.
        if (number > 0)
        {
            Gemm<T>.Run(right, new(v + begin, 1, 1), _numbers, 1, 2 * number, 1, count);
            for (var i = 0; i < 2 * number; i++) _numbers[2 * Width + i] = _right[i * _row + k];
            Gemm<T>.Run(new(_numbers, 2 * Width, 1), left, _due + begin, _row, 2, count, 2 * number);
        }
        else new Span<T>(_due, (int)(2 * _row)).Clear();
        BidiagonalProduct<T>.Run(_a, _row, k, begin, v, _tauRight[k], _due, x, u, y, _sums);
        Partner(k, number, begin, u, y, above);
    }

    // u from the column, y = τ Aᵀ u from what the column gave.
    void Partner(long k, int number, long begin, T* u, T* y, T* above)
    {
        var (first, count) = (u[k + 1], _row - begin);
        var tau = _tauLeft[k] = Householder<T>.ReflectOrClear(u + k + 1, _n - k - 1);
        above[k] = u[k + 1];
        Fill(_store + k * _row, u, k + 1);
        if (tau == T.Zero)
        {
            new Span<T>(u, (int)_row).Clear();
            new Span<T>(y, (int)_row).Clear();
            return;
        }
        u[k + 1] = T.One;
        Line<T>.Add(-above[k], _a + (k + 1) * _row + begin, y + begin, count);
        Line<T>.Scale(tau / (first - above[k]), y + begin, count);
        Gemm<T>.Run(new(_left + begin, _row, 1), new(u + begin, 1, 1), _numbers, 1, 2 * number + 1, 1, count);
        Line<T>.Scale(tau, _numbers, 2 * number + 1);
        Gemm<T>.Run(new(_numbers, 1, 1), new(_right + begin, _row, 1), y + begin, _row, 1, count, 2 * number + 1, s_add);
        Line<T>.Scale(-T.One, u + k + 1, _row - k - 1);
        new Span<T>(y, (int)(k + 1)).Clear();
    }

    // A vector whose first element, 1, is left out where it stands.
    void Fill(T* target, T* source, long first)
    {
        new Span<T>(target, (int)first).Clear();
        new Span<T>(source + first, (int)(_row - first)).CopyTo(new(target + first, (int)(_row - first)));
        target[first] = T.One;
    }

    void Update(long first)
    {
        Matrix<T> left = new(_left + first, 1, _row), right = new(_right + first, _row, 1);
        Gemm<T>.Run(left, right, _a + first * (_row + 1), _row, _n - first, _row - first, 2 * Width, s_add);
    }

    static readonly Epilogue<T> s_add = new() { Accumulate = true };
}
