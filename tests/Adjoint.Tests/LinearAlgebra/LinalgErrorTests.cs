namespace Adjoint.Tests.LinearAlgebra;

/// <summary>Matrices without a result, matrices with special ones, and arguments that do not fit.</summary>
public class LinalgErrorTests
{
    static readonly Tensor s_regular = new[,] { { 2.0, 1 }, { 1, 3 } };
    static readonly Tensor s_singular = new[,] { { 1.0, 2 }, { 2, 4 } };

    // Regular but for the matrix [1, 0].
    static Tensor Batch => Tensor.Stack([s_regular, s_regular, s_singular, s_regular]).Reshape(2, 2, 2, 2);

    [Fact]
    public void ASingularMatrixIsNamed()
    {
        foreach (var call in (Action[])[
            () => Linalg.Inv(Batch), () => Linalg.Solve(Batch, Tensor.Ones([2, 1], DType.Float64)), () => Linalg.LuFactor(Batch), () => Batch.Inverse()])
        {
            var e = Assert.Throws<LinalgException>(call);
            Assert.Contains("matrix [1, 0] of the batch is singular", e.Message, StringComparison.Ordinal);
            Assert.Equal(2, e.Batch);
        }
        Assert.StartsWith("Linalg.Inv: the matrix is singular: pivot 2", Assert.Throws<LinalgException>(() => Linalg.Inv(s_singular)).Message,
            StringComparison.Ordinal);
        Assert.Equal([0, 0, 2, 0], Linalg.InvEx(Batch).Info.ToArray<int>());
        Assert.Equal([0, 0, 2, 0], Linalg.SolveEx(Batch, Batch).Info.ToArray<int>());
        Assert.Equal([0, 0, 2, 0], Linalg.LuFactorEx(Batch).Info.ToArray<int>());
    }

    [Fact]
    public void AMatrixThatIsNotPositiveDefiniteIsNamed()
    {
        var e = Assert.Throws<LinalgException>(() => Linalg.Cholesky(Tensor.Stack([s_regular, -s_regular])));
        Assert.Contains("matrix [1] of the batch is not positive definite: its leading minor of order 1", e.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1], Linalg.CholeskyEx(Tensor.Stack([s_regular, -s_regular])).Info.ToArray<int>());
        var large = Tensor.Eye(70, dtype: DType.Float64);
        large[50, 50] = -1;
        Assert.Equal(51, Linalg.CholeskyEx(large).Info.Item<int>());
    }

    [Fact]
    public void NumbersThatAreNotFiniteAreNoMatrix()
    {
        foreach (var bad in (double[])[double.NaN, double.PositiveInfinity])
        {
            var a = s_regular.Clone();
            a[0, 1] = bad;
            a[1, 0] = bad;
            Assert.Throws<LinalgException>(() => Linalg.Svd(a));
            Assert.Throws<LinalgException>(() => Linalg.Svdvals(a));
            Assert.Throws<LinalgException>(() => Linalg.Eigh(a));
            Assert.Throws<LinalgException>(() => Linalg.Pinv(a));
            Assert.Throws<LinalgException>(() => Linalg.Lstsq(a, s_regular));
        }
    }

    [Fact]
    public void SingularMatricesHaveDeterminantsRanksAndConditions()
    {
        Assert.Equal(0, Linalg.Det(s_singular).Item());
        var (sign, log) = Linalg.Slogdet(s_singular);
        Assert.Equal((0, double.NegativeInfinity), (sign.Item(), log.Item()));
        Assert.Equal(double.NegativeInfinity, s_singular.Logdet().Item());
        Assert.True(double.IsNaN((s_regular * Tensor.From([-1.0, 1])).Logdet().Item()));
        Assert.Equal(1, Linalg.MatrixRank(s_singular).Item<long>());
        Assert.Equal(double.PositiveInfinity, Linalg.Cond(s_singular, 1).Item());
        Assert.True(Linalg.Cond(s_singular).Item() > 1e15);
        Assert.Equal(0, Linalg.MatrixRank(Tensor.Zeros([3, 2])).Item<long>());
    }

    [Fact]
    public void TheGradientOfASingularDeterminantIsItsCofactors()
    {
        var a = s_singular.Clone();
        a.RequiresGrad = true;
        Linalg.Det(a).Backward();
        Assert.True(Tensor.AllClose(a.Grad!, new[,] { { 4.0, -2 }, { -2, 1 } }, 1e-14, 1e-14));
        Adjoint.Autograd.GradGradCheck(Linalg.Det, new[,] { { 1.0, 2, 3 }, { 2, 4, 6 }, { 1, 0, 1 } });
        var zero = Tensor.Zeros([3, 3], DType.Float64, requiresGrad: true);
        Linalg.Det(zero).Backward();
        Assert.True(zero.Grad!.Abs().Max().Item() < 1e-30);
    }

    [Fact]
    public void MatricesOfEqualSingularValuesAndEigenvaluesAreDecomposed()
    {
        foreach (var a in (Tensor[])[
            Tensor.Zeros([5, 3], DType.Float64), Tensor.Eye(4, dtype: DType.Float64), Tensor.Ones([6, 6], DType.Float64), Tensor.Eye(5, 7, DType.Float64).T])
        {
            var (u, s, vh) = Linalg.Svd(a, fullMatrices: false);
            Assert.True(Tensor.AllClose(a, (u * s.Unsqueeze(-2)).Matmul(vh), 1e-14, 1e-14));
            Assert.True(Tensor.AllClose(u.Mt.Matmul(u), Tensor.Eye(u.Size(1), dtype: DType.Float64), 1e-14, 1e-14));
            var square = a.Mt.Matmul(a);
            var (l, v) = Linalg.Eigh(square);
            Assert.True(Tensor.AllClose(square, (v * l.Unsqueeze(-2)).Matmul(v.Mt), 1e-13, 1e-13));
        }
        // Nilpotent: zeros on the whole diagonal of what the steps work on.
        var shift = Tensor.Eye(6, dtype: DType.Float64).Roll(1, 1).Triu();
        Assert.True(Tensor.AllClose(Linalg.Svdvals(shift), Tensor.From([1.0, 1, 1, 1, 1, 0]), 1e-14, 1e-14));
    }

    [Fact]
    public void LargeAndTinyNumbersAreDecomposed()
    {
        foreach (var scale in (double[])[1e200, 1e-200])
        {
            Assert.True(Tensor.AllClose(Linalg.Svdvals(s_regular * scale) / scale, Linalg.Svdvals(s_regular), 1e-14));
            var (q, r) = Linalg.Qr(s_regular * scale);
            Assert.True(Tensor.AllClose(q.Matmul(r / scale), s_regular, 1e-14));
            Assert.True(Tensor.AllClose(Linalg.Eigvalsh(s_regular * scale) / scale, Linalg.Eigvalsh(s_regular), 1e-14));
        }
    }

    [Fact]
    public void DerivativesThatDoNotExistSaySo()
    {
        var a = Tensor.Ones([3, 2], DType.Float64, requiresGrad: true);
        Assert.Contains("QrMode.Reduced", Assert.Throws<InvalidOperationException>(() => Linalg.Qr(a, QrMode.Complete).R.Sum().Backward()).Message,
            StringComparison.Ordinal);
        Assert.Contains("QrMode.Reduced", Assert.Throws<InvalidOperationException>(() => Linalg.Qr(a, QrMode.R).R.Sum().Backward()).Message,
            StringComparison.Ordinal);
        Assert.False(a.Geqrf().A.RequiresGrad);
    }

    [Fact]
    public void LeastSquaresSayWhatTheyKnow()
    {
        Tensor a = new[,] { { 1.0, 0 }, { 0, 2 }, { 0, 0 } }, b = new[] { 1.0, 4, 3 };
        var (x, residuals, rank, values) = Linalg.Lstsq(a, b, driver: LstsqDriver.Gelsd);
        Assert.Equal([1, 2], x.ToArray<double>(), (left, right) => Math.Abs(left - right) < 1e-14);
        Assert.Equal(9, Assert.Single(residuals.ToArray<double>()), 1e-13);
        Assert.Equal(2, rank.Item<long>());
        Assert.Equal([2.0, 1], values.ToArray<double>());
        var deficient = Linalg.Lstsq(new[,] { { 1.0, 1 }, { 1, 1 }, { 1, 1 } }, b);
        Assert.Equal((1, 0), (deficient.Rank.Item<long>(), deficient.Residuals.Count));
        Assert.True(Tensor.AllClose(deficient.Solution, Tensor.From([4.0 / 3, 4.0 / 3]), 1e-14));
    }

    [Fact]
    public void ArgumentsThatDoNotFitAreNamed()
    {
        Tensor vector = Tensor.Ones([3]), matrix = Tensor.Ones([3, 2]), square = Tensor.Ones([2, 2]), whole = Tensor.Ones([2, 2], DType.Int64),
            half = Tensor.Ones([2, 2], DType.Float16);
        foreach (var call in (Action[])[
            () => Linalg.Qr(vector), () => Linalg.Qr(whole), () => Linalg.Qr(half),
            () => Linalg.Svd(vector), () => Linalg.Svdvals(whole), () => Linalg.Inv(matrix), () => Linalg.Det(matrix),
            () => Linalg.Slogdet(vector), () => Linalg.Cholesky(matrix), () => Linalg.Eigh(matrix),
            () => Linalg.LuFactor(half), () => Linalg.Pinv(vector), () => Linalg.Pinv(matrix, hermitian: true),
            () => Linalg.MatrixExp(matrix), () => Linalg.MatrixPower(matrix, 2),
            () => Linalg.MatrixRank(vector), () => Linalg.Cond(matrix, 1), () => Linalg.Cond(square, 3),
            () => Linalg.Solve(square, matrix), () => Linalg.Solve(square, square.To(DType.Float64)),
            () => Linalg.Solve(square, Tensor.Ones([2]), left: false), () => Linalg.Solve(Tensor.Ones([3, 2, 2]), Tensor.Ones([2, 2, 2])),
            () => Linalg.SolveTriangular(square, matrix, upper: true),
            () => Linalg.SolveTriangular(matrix, matrix, upper: true), () => Linalg.SolveTriangular(square, Tensor.Ones([2]), upper: true),
            () => Linalg.LuSolve(square, Tensor.Ones([2], DType.Int64), square),
            () => Linalg.LuSolve(square, Tensor.Ones([3], DType.Int32), square), () => Linalg.LuUnpack(square, Tensor.Full([2], 9, DType.Int32)),
            () => Linalg.HouseholderProduct(matrix, vector), () => Linalg.HouseholderProduct(matrix.T, vector[..2]),
            () => square.Ormqr(vector[..2], matrix), () => vector.CholeskySolve(square),
            () => Linalg.Lstsq(matrix, square), () => Linalg.Lstsq(vector, vector),
            () => Linalg.MatrixNorm(vector), () => Linalg.MatrixNorm(square, 3), () => Linalg.MatrixNorm(square, 1, [0, 0]),
            () => Linalg.Norm(Tensor.Ones([2, 2, 2]), 1), () => Linalg.Norm(Tensor.Ones([2, 2, 2]), MatrixNormKind.Nuclear),
            () => Linalg.MultiDot(square), () => Linalg.MultiDot(square, matrix), () => Linalg.MultiDot(square, vector[..2], square),
            () => Linalg.TensorInv(matrix, 1), () => Linalg.TensorInv(matrix, 3), () => Linalg.TensorSolve(matrix, vector),
            () => Linalg.Vecdot(Tensor.Ones([]), Tensor.Ones([])), () => Linalg.Cross(square, square), () => Linalg.Cross(vector, Tensor.Ones([1, 3])),
            () => Linalg.Vander(Tensor.Ones([])), () => Linalg.Vander(vector, 0), () => square.Cross(square),
            () => vector.Inner(square), () => vector.Addmv(matrix, vector), () => vector.Addr(vector, square),
            () => vector.Baddbmm(matrix, matrix), () => matrix.Addbmm(Tensor.Ones([2, 3, 4]), Tensor.Ones([3, 4, 2]))])
            Assert.Throws<ArgumentException>(call);
        Assert.Throws<InvalidOperationException>(() => vector.H);
        Assert.Throws<InvalidOperationException>(() => Tensor.Ones([2, 2, 2]).H);
        Assert.Throws<InvalidOperationException>(() => vector.Mh);
    }
}
