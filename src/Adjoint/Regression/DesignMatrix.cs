namespace Adjoint.Regression;

/// <summary>
/// A linear problem of least squares, A β ≈ y, in double precision: columns scaled to one length by powers of two, a QR
/// decomposition, and refinement of the solution and its residuals together. Source: Björck, "Iterative refinement of linear least squares
/// solutions", 1967.
/// </summary>
internal sealed class DesignMatrix
{
    const int Refinements = 10;

    readonly double[] _a, _scale;
    readonly Tensor _q, _r;
    readonly int _rows, _columns;

    /// <param name="a">The matrix [rows, columns], Float64; at least as many rows as columns.</param>
    public DesignMatrix(Tensor a)
    {
        (_rows, _columns) = ((int)a.Size(0), (int)a.Size(1));
        _a = a.ToArray<double>();
        _scale = new double[_columns];
        for (var j = 0; j < _columns; j++)
        {
            double largest = 0;
            for (var i = 0; i < _rows; i++) largest = Math.Max(largest, Math.Abs(_a[i * _columns + j]));
            _scale[j] = largest > 0 ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
            for (var i = 0; i < _rows; i++) _a[i * _columns + j] *= _scale[j];
        }
        (_q, _r) = Linalg.Qr(Tensor.Wrap(_a, [_rows, _columns]));
    }

    /// <summary>Whether a column is, but for rounding, a combination of others.</summary>
    public bool IsDeficient
    {
        get
        {
            var diagonal = _r.Diagonal().Abs().ToArray<double>();
            return diagonal.Length > 0 && !(diagonal.Min() > diagonal.Max() * Math.Max(_rows, _columns) * (Math.BitIncrement(1.0) - 1));
        }
    }

    /// <summary>The coefficients and the residuals y - A β.</summary>
    public (double[] Coefficients, double[] Residuals) Solve(double[] y)
    {
        var (x, r) = (new double[_columns], new double[_rows]);
        var change = double.PositiveInfinity;
        for (var step = 0; step < Refinements; step++)
        {
            var (dx, dr) = Correct(Residual(y, x, r), Normal(r));
            var size = dx.Zip(x, (d, value) => Math.Abs(d) / Math.Max(Math.Abs(value), double.Epsilon)).DefaultIfEmpty(0).Max();
            if (step > 1 && size >= change) break;
            for (var j = 0; j < _columns; j++) x[j] += dx[j];
            for (var i = 0; i < _rows; i++) r[i] += dr[i];
            change = size;
        }
        for (var j = 0; j < _columns; j++) x[j] *= _scale[j];
        return (x, r);
    }

    /// <summary>The square roots of the diagonal of (Aᵀ A)⁻¹.</summary>
    public double[] Deviations()
    {
        var inverse = Linalg.SolveTriangular(_r, Tensor.Eye(_columns, dtype: DType.Float64), upper: true);
        var lengths = inverse.Norm(2, -1).ToArray<double>();
        for (var j = 0; j < _columns; j++) lengths[j] *= _scale[j];
        return lengths;
    }

    // The solution of r + A x = f, Aᵀ r = g.
    (double[] X, double[] R) Correct(double[] f, double[] g)
    {
        var above = Linalg.SolveTriangular(_r.Mt, Tensor.Wrap(g).Unsqueeze(-1), upper: false);
        var (side, projected) = (Tensor.Wrap(f).Unsqueeze(-1), _q.Mt.Matmul(Tensor.Wrap(f).Unsqueeze(-1)));
        var x = Linalg.SolveTriangular(_r, projected - above, upper: true);
        var r = side - _q.Matmul(projected - above);
        return (x.ToArray<double>(), r.ToArray<double>());
    }

    // y - r - A x.
    double[] Residual(double[] y, double[] x, double[] r)
    {
        var f = new double[_rows];
        for (var i = 0; i < _rows; i++)
        {
            var sum = new Compensated();
            sum.Add(y[i], 1);
            sum.Add(r[i], -1);
            for (var j = 0; j < _columns; j++) sum.Add(-_a[i * _columns + j], x[j]);
            f[i] = sum.Value;
        }
        return f;
    }

    // -Aᵀ r.
    double[] Normal(double[] r)
    {
        var g = new double[_columns];
        for (var j = 0; j < _columns; j++)
        {
            var sum = new Compensated();
            for (var i = 0; i < _rows; i++) sum.Add(-_a[i * _columns + j], r[i]);
            g[j] = sum.Value;
        }
        return g;
    }
}
