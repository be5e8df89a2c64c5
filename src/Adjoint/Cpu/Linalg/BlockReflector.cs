using System.Numerics;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// The product of some reflections I - τ v vᵀ as one, H = I - V T Vᵀ with a small triangle T, so that applying it is matrix
/// products. Source: Schreiber and Van Loan, "A storage-efficient WY representation for products of Householder transformations", 1989.
/// </summary>
internal readonly unsafe ref struct BlockReflector<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many reflections are taken together.</summary>
    public const int Width = 32;

    readonly T* _v, _t;
    readonly long _rows;
    readonly int _count;

    /// <summary>
    /// Takes <paramref name="count"/> reflections whose vectors stand in columns from the diagonal of <paramref name="a"/>
    /// downwards, a 1 in the place of the diagonal.
    /// </summary>
    /// <param name="memory">For <see cref="Needs"/> elements.</param>
    public BlockReflector(Matrix<T> a, long rows, int count, T* tau, T* memory)
    {
        _v = memory;
        _t = memory + Width * rows;
        (_rows, _count) = (rows, count);
        for (var j = 0; j < count; j++)
        {
            var v = _v + j * rows;
            for (long i = 0; i < rows; i++) v[i] = i < j ? T.Zero : i == j ? T.One : *a.At(i, j).Pointer;
        }
        for (var j = 0; j < count; j++)
        {
            for (var i = 0; i < j; i++) _t[i * Width + j] = -tau[j] * Line<T>.Dot(_v + i * rows, _v + j * rows, rows);
            for (var i = 0; i < j; i++)
            {
                var sum = T.Zero;
                for (var k = i; k < j; k++) sum += _t[i * Width + k] * _t[k * Width + j];
                _t[i * Width + j] = sum;
            }
            _t[j * Width + j] = tau[j];
            for (var i = j + 1; i < count; i++) _t[i * Width + j] = T.Zero;
        }
    }

    /// <summary>How much memory reflections of so many rows, applied to so many columns, need.</summary>
    public static long Needs(long rows, long columns) => Width * (rows + Width + 2 * columns);

    /// <summary>C = H C, or Hᵀ C, for the <paramref name="columns"/> columns of C.</summary>
    public void Apply(T* c, long row, long columns, bool transposed)
    {
        if (columns == 0) return;
        var product = _t + Width * Width;
        var scaled = product + Width * columns;
        var v = new Matrix<T>(_v, _rows, 1);
        var t = new Matrix<T>(_t, Width, 1);
        Gemm<T>.Run(v, new(c, row, 1), product, columns, _count, columns, _rows);
        Gemm<T>.Run(transposed ? t.Transposed : t, new(product, columns, 1), scaled, columns, _count, columns, _count);
        Triangular<T>.Subtract(v.Transposed, new(scaled, columns, 1), c, row, _rows, columns, _count);
    }

    /// <summary>The same for the <paramref name="lines"/> rows of C: C = C Hᵀ, or C H.</summary>
    public void ApplyToRows(T* c, long row, long lines, bool transposed)
    {
        if (lines == 0) return;
        var product = _t + Width * Width;
        var scaled = product + Width * lines;
        var v = new Matrix<T>(_v, _rows, 1);
        var t = new Matrix<T>(_t, Width, 1);
        Gemm<T>.Run(new(c, row, 1), v.Transposed, product, _count, lines, _count, _rows);
        Gemm<T>.Run(new(product, _count, 1), transposed ? t : t.Transposed, scaled, _count, lines, _count, _count);
        Triangular<T>.Subtract(new(scaled, _count, 1), v, c, row, lines, _rows, _count);
    }
}
