using System.Numerics;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>The factorization A = Uᵀ U of a positive definite matrix.</summary>
internal static unsafe class Cholesky<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long Block = 32, Rows = 128;

    /// <summary>Factors in place; only the upper triangle is read and written (what is below it becomes arbitrary).</summary>
    /// <returns>0, or the order of the first leading minor that is not positive.</returns>
    public static long Factor(T* a, long row, long n)
    {
        if (n <= Block) return FactorFew(a, row, n);
        var half = (n / 2 + Block - 1) / Block * Block;
        if (Factor(a, row, half) is > 0 and var failed) return failed;
        T* right = a + half, corner = right + half * row;
        Triangular<T>.Solve(new Matrix<T>(a, row, 1).Transposed, upper: false, unit: false, right, row, half, n - half);
        for (long i = 0; i < n - half; i += Rows)
        {
            var rows = Math.Min(Rows, n - half - i);
            Triangular<T>.Subtract(
                new Matrix<T>(right + i, row, 1).Transposed, new(right + i, row, 1), corner + i * row + i, row, rows, n - half - i, half);
        }
        failed = Factor(corner, row, n - half);
        return failed == 0 ? 0 : half + failed;
    }

    static long FactorFew(T* a, long row, long n)
    {
        for (long j = 0; j < n; j++)
        {
            var line = a + j * row;
            if (!(line[j] > T.Zero)) return j + 1;
            line[j] = T.Sqrt(line[j]);
            Line<T>.Divide(line[j], line + j + 1, n - j - 1);
            for (var i = j + 1; i < n; i++) Line<T>.Add(-line[i], line + i, a + i * row + i, n - i);
        }
        return 0;
    }
}
