using System.Numerics;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// A symmetric matrix made tridiagonal by reflections from both sides, A = Q T Qᵀ. Some rows are reduced before the rest of the
/// matrix is brought up to date at once, by a matrix product; half of the work remains products with single vectors. Source:
/// Dongarra, Hammarling and Sorensen, "Block reduction of matrices to condensed forms for eigenvalue computations", 1989.
/// </summary>
internal readonly unsafe ref struct Tridiagonal<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Width = 32;

    // Matrices no larger are reduced row by row.
    const long Few = 32;

    const long Strip = 128;

    readonly T* _a, _tau, _left, _right, _memory;
    readonly long _row, _n;

    Tridiagonal(T* a, long row, long n, T* tau, T* memory)
    {
        _a = a;
        _tau = tau;
        (_row, _n) = (row, n);
        _left = memory;
        _right = _left + 2 * Width * row;
        _memory = _right + 2 * Width * row;
    }

    /// <summary>Rows and columns of the matrix, padded with zeros unless it is small, and from one of its rows to the next.</summary>
    public static long Padded(long n) =>
        n <= Few ? n : (n + SymmetricProduct<T>.Block - 1) / SymmetricProduct<T>.Block * SymmetricProduct<T>.Block;

    /// <summary>
    /// The diagonal and what is beside it, of a symmetric matrix that is padded with zeros. The vector of reflection k stands in
    /// row k from column k + 1 on, its first element, 1, left out.
    /// </summary>
    public static void Reduce(T* a, long n, T* diagonal, T* beside, T* tau)
    {
        if (n <= Few)
        {
            TridiagonalRest<T>.Reduce(a, n, diagonal, beside, tau);
            return;
        }
        var row = Padded(n);
        using var scratch = new Scratch<T>(4 * Width * row + 2 * Width + SymmetricProduct<T>.Needs(row));
        NativeMemory.Clear(scratch.Pointer, (nuint)(4 * Width * row * sizeof(T)));
        var self = new Tridiagonal<T>(a, row, n, tau, scratch.Pointer);
        for (long first = 0; first < n; first += Width)
        {
            var count = (int)Math.Min(Width, n - first);
            for (var i = 0; i < count; i++) self.Step(first + i, i, diagonal, beside);
            self.Update(first + count, count);
        }
    }

    // Row k, the one with this number in its panel. The two panels hold, for each reflection, (v, w) and (w, v): A -= v wᵀ + w vᵀ is due.
    void Step(long k, int number, T* diagonal, T* beside)
    {
        var line = _a + k * _row;
        var begin = k / SymmetricProduct<T>.Block * SymmetricProduct<T>.Block;
        if (number > 0)
            Gemm<T>.Run(new(_right + k, 1, _row), new(_left + begin, _row, 1), line + begin, _row, 1, _row - begin, 2 * number, s_subtract);
        diagonal[k] = line[k];
        T* v = _left + 2 * number * _row, w = v + _row;
        if (k + 1 < _n) beside[k] = Reflect(line, k, v);
        if (k + 1 == _n || _tau[k] == T.Zero) new Span<T>(v, (int)(2 * _row)).Clear();
        else Partner(k, number, v, w);
        T* after = _right + 2 * number * _row;
        Copy(w, after);
        Copy(v, after + _row);
    }

    T Reflect(T* line, long k, T* v)
    {
        _tau[k] = Householder<T>.ReflectOrClear(line + k + 1, _n - k - 1);
        new Span<T>(v, (int)(k + 1)).Clear();
        new Span<T>(line + k + 1, (int)(_row - k - 1)).CopyTo(new(v + k + 1, (int)(_row - k - 1)));
        v[k + 1] = T.One;
        return line[k + 1];
    }

    // w = p - τ/2 (pᵀ v) v with p = τ A v, where A has still to be brought up to date.
    void Partner(long k, int number, T* v, T* w)
    {
        var begin = (k + 1) / SymmetricProduct<T>.Block * SymmetricProduct<T>.Block;
        var (count, tau) = (_row - begin, _tau[k]);
        SymmetricProduct<T>.Run(_a, _row, begin, _row, v, w, _memory + 2 * Width);
        if (number > 0)
        {
            Gemm<T>.Run(new(_right + begin, _row, 1), new(v + begin, 1, 1), _memory, 1, 2 * number, 1, count);
            Gemm<T>.Run(new(_memory, 1, 1), new(_left + begin, _row, 1), w + begin, _row, 1, count, 2 * number, s_subtract);
        }
        Line<T>.Scale(tau, w + begin, count);
        Line<T>.Add(-tau / T.CreateChecked(2) * Line<T>.Dot(v + begin, w + begin, count), v + begin, w + begin, count);
    }

    void Copy(T* from, T* to) => new Span<T>(from, (int)_row).CopyTo(new(to, (int)_row));

    void Update(long first, int count)
    {
        for (var i = first; i < _n; i += Strip)
        {
            Matrix<T> left = new(_left + i, 1, _row), right = new(_right + i, _row, 1);
            Gemm<T>.Run(left, right, _a + i * _row + i, _row, Math.Min(Strip, _n - i), _row - i, 2 * count, s_subtract);
        }
    }

    static readonly Epilogue<T> s_subtract = new() { Accumulate = true, HasAlpha = true, Alpha = -T.One };
}
