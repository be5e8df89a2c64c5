namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> MatrixAlgebra => new()
    {
        ["H"] = c => c.X.H,
        ["mH"] = c => c.X.Mh,
        ["addbmm"] = c => c.X.Addbmm(c.T(1, "batch1"), c.T(2, "batch2"), c.S(9, "beta", 1), c.S(9, "alpha", 1)),
        ["addmv"] = c => c.X.Addmv(c.T(1, "mat"), c.T(2, "vec"), c.S(9, "beta", 1), c.S(9, "alpha", 1)),
        ["addr"] = c => c.X.Addr(c.T(1, "vec1"), c.T(2, "vec2"), c.S(9, "beta", 1), c.S(9, "alpha", 1)),
        ["baddbmm"] = c => c.X.Baddbmm(c.T(1, "batch1"), c.T(2, "batch2"), c.S(9, "beta", 1), c.S(9, "alpha", 1)),
        ["inner"] = c => c.X.Inner(c.T(1, "other")),
        ["kron"] = c => c.X.Kron(c.T(1, "other")),
        ["cross"] = c => c.X.Cross(c.T(1, "other"), c.Has(2, "dim") ? c.I(2, "dim") : null),
        ["cholesky"] = c => c.X.Cholesky(c.B(1, "upper")),
        ["cholesky_inverse"] = c => c.X.CholeskyInverse(c.B(1, "upper")),
        ["cholesky_solve"] = c => c.X.CholeskySolve(c.T(1, "input2"), c.B(2, "upper")),
        ["geqrf"] = c => c.X.Geqrf(),
        ["ormqr"] = c => c.X.Ormqr(c.T(1, "tau"), c.T(2, "other"), c.B(3, "left", true), c.B(4, "transpose")),
        ["lu_solve"] = c => c.X.LuSolve(c.T(1, "LU_data"), c.T(2, "LU_pivots")),
        ["lu_unpack"] = LuUnpack,
        ["matrix_exp"] = c => c.X.MatrixExp(),
        ["norm.nuc"] = c => Linalg.MatrixNorm(c.X, NormKind(c.Text(1, "p")), c.Dims(2) ?? []),
        ["pinverse"] = c => c.X.Pinverse(c.D(1, "rcond", 1e-15)),
        ["symeig"] = SymEig,
        ["triangular_solve"] = TriangularSolve,
        ["linalg.cholesky"] = c => Linalg.Cholesky(c.X, c.B(1, "upper")),
        ["linalg.cholesky_ex"] = c => Linalg.CholeskyEx(c.X, c.B(1, "upper")),
        ["linalg.cond"] = c => Linalg.Cond(c.X, c.D(1, "p", 2)),
        ["linalg.det.singular"] = c => Linalg.Det(c.X),
        ["linalg.eigvals"] = _ => throw new MissingException("complex numbers, which there are none of yet"),
        ["linalg.householder_product"] = c => Linalg.HouseholderProduct(c.X, c.T(1, "tau")),
        ["linalg.inv"] = c => Linalg.Inv(c.X),
        ["linalg.inv_ex"] = c => Linalg.InvEx(c.X),
        ["linalg.lu"] = c => Linalg.Lu(Pivoted(c)),
        ["linalg.lu_factor"] = c => Linalg.LuFactor(Pivoted(c)),
        ["linalg.lu_factor_ex"] = c => Linalg.LuFactorEx(Pivoted(c)),
        ["linalg.matrix_rank.hermitian"] = c => Linalg.MatrixRank(c.X, c.MaybeD(9, "atol"), c.MaybeD(9, "rtol"), c.B(9, "hermitian")),
        ["linalg.norm"] = LinalgNorm,
        ["linalg.norm.subgradients_at_zero"] = LinalgNorm,
        ["linalg.pinv.hermitian"] = c => Linalg.Pinv(c.X, c.MaybeD(9, "atol"), c.MaybeD(9, "rtol"), c.B(9, "hermitian")),
        ["linalg.pinv.singular"] = c => Linalg.Pinv(c.X.Matmul(c.T(1, "b").Mt)),
        ["linalg.qr"] = c => Linalg.Qr(c.X, c.Text(1, "mode") switch { "complete" => QrMode.Complete, "r" => QrMode.R, _ => QrMode.Reduced }),
        ["linalg.solve"] = c => Linalg.Solve(c.X, c.T(1, "B"), c.B(9, "left", true)),
        ["linalg.solve_ex"] = c => Linalg.SolveEx(c.X, c.T(1, "B"), c.B(9, "left", true)),
        ["linalg.svd"] = c => Linalg.Svd(c.X, c.B(1, "full_matrices", true)),
        ["linalg.svdvals"] = c => Linalg.Svdvals(c.X),
        ["linalg.tensorinv"] = c => Linalg.TensorInv(c.X, c.I(1, "ind", 2)),
        ["linalg.vecdot"] = c => Linalg.Vecdot(c.X, c.T(1, "y"), c.I(9, "dim", -1)),
    };

    static Tensor Pivoted(Call c) => c.B(1, "pivot", true) ? c.X : throw new MissingException("a factorization without pivoting");

    static object LuUnpack(Call c)
    {
        if (!c.B(2, "unpack_data", true) || !c.B(3, "unpack_pivots", true)) throw new MissingException("a part of the factors");
        return Linalg.LuUnpack(c.X, c.T(1, "LU_pivots"));
    }

    static MatrixNormKind NormKind(string? name) => name switch
    {
        "fro" => MatrixNormKind.Frobenius,
        "nuc" => MatrixNormKind.Nuclear,
        _ => throw new MissingException($"the norm {name}"),
    };

    static object LinalgNorm(Call c) => c.At(1, "ord") is string name
        ? Linalg.Norm(c.X, NormKind(name), c.Dims(2) ?? [], Keep(c, 3), c.Type())
        : Linalg.Norm(c.X, c.MaybeD(1, "ord"), c.Dims(2) ?? [], Keep(c, 3), c.Type());

    static object SymEig(Call c)
    {
        if (!c.B(1, "eigenvectors")) throw new MissingException("empty eigenvectors");
        return Linalg.Eigh(c.X, c.B(2, "upper", true));
    }

    static object TriangularSolve(Call c)
    {
        var (b, a, upper, transpose, unit) = (c.X, c.T(1, "A"), c.B(2, "upper", true), c.B(3, "transpose"), c.B(4, "unitriangular"));
        return (Linalg.SolveTriangular(transpose ? a.Mt : a, b, transpose ? !upper : upper, unitriangular: unit), a.Clone());
    }
}
