namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> LinearAlgebra =>
    [
        Matrix("Linalg.Qr Q", a => Linalg.Qr(a).Q, [3, 3], [5, 3], [2, 3, 4], [0, 3, 2], [2, 0]),
        Matrix("Linalg.Qr R", a => Linalg.Qr(a).R, [3, 3], [5, 3], [2, 3, 4], [1, 1]),
        Matrix("Linalg.Qr complete", a => { var (q, r) = Linalg.Qr(a, QrMode.Complete); return q.Matmul(r.Square()); }, [3, 3], [2, 3, 4]),
        Matrices("Linalg.SolveTriangular lower", (a, b) => Linalg.SolveTriangular(a, b, upper: false),
            ([3, 3], [3, 2]), ([2, 3, 3], [3, 2]), ([3, 3], [2, 3, 1]), ([0, 0], [0, 2])),
        Matrices("Linalg.SolveTriangular upper", (a, b) => Linalg.SolveTriangular(a, b, upper: true, left: false), ([3, 3], [2, 3]), ([2, 1, 3, 3], [3, 4, 3])),
        Matrices("Linalg.SolveTriangular unit", (a, b) => Linalg.SolveTriangular(a, b, upper: true, unitriangular: true), ([4, 4], [4, 2])),
        Matrix("Linalg.LuFactor", a => Linalg.LuFactor(a).LU, [3, 3], [2, 4, 2], [2, 4], [0, 2]),
        Matrix("Linalg.LuFactorEx", a => Linalg.LuFactorEx(a).LU, [3, 3]),
        Matrix("Linalg.Lu L", a => Linalg.Lu(a).L, [3, 3], [2, 4, 2], [2, 4]),
        Matrix("Linalg.Lu U", a => Linalg.Lu(a).U, [3, 3], [2, 4, 2], [2, 4]),
        Matrix("Linalg.LuUnpack", a => { var (p, l, u) = Linalg.LuUnpack(a, Exchanges(a)); return p.Matmul(l).Matmul(u); }, [3, 3], [2, 4, 2]),
        Matrices("Linalg.LuSolve", (a, b) => Linalg.LuSolve(a, Exchanges(a), b), ([3, 3], [3, 2]), ([3, 3], [2, 3, 2])),
        Matrices("Linalg.LuSolve right", (a, b) => Linalg.LuSolve(a, Exchanges(a), b, left: false), ([3, 3], [2, 3])),
        Matrices("Linalg.LuSolve adjoint", (a, b) => Linalg.LuSolve(a, Exchanges(a), b, adjoint: true), ([2, 3, 3], [3, 2])),
        Matrices("LuSolve", (a, b) => b.LuSolve(a, Exchanges(a)), ([3, 3], [3, 2])),
        Matrices("Linalg.Solve", (a, b) => Linalg.Solve(a, b),
            ([3, 3], [3, 2]), ([3, 3], [3]), ([2, 3, 3], [2, 3]), ([2, 3, 3], [3, 2]), ([3, 3], [2, 3, 1]), ([0, 0], [0, 2])),
        Matrices("Linalg.Solve right", (a, b) => Linalg.Solve(a, b, left: false), ([3, 3], [2, 3]), ([2, 1, 3, 3], [3, 4, 3])),
        Matrices("Linalg.SolveEx", (a, b) => Linalg.SolveEx(a, b).Result, ([3, 3], [3, 2])),
        Matrix("Linalg.Inv", Linalg.Inv, [3, 3], [2, 1, 2, 2], [0, 0]),
        Matrix("Linalg.InvEx", a => Linalg.InvEx(a).Inverse, [3, 3]),
        Matrix("Inverse", a => a.Inverse(), [3, 3]),
        Matrix("Linalg.Det", Linalg.Det, [3, 3], [2, 4, 4], [1, 1], [2, 0, 0]),
        new("Linalg.Det singular", t => Linalg.Det(t[0].Matmul(t[1])), d => [d.Pick([3, 2], 1, 2, 3), d.Uniform([2, 3])])
        { Order = 1, Slack = 100, Halves = false },
        Matrix("Det", a => a.Det(), [3, 3]),
        Matrix("Linalg.Slogdet", a => Linalg.Slogdet(a).LogAbsDet, [3, 3], [2, 4, 4], [2, 0, 0]),
        Matrix("Slogdet", a => a.Slogdet().LogAbsDet, [3, 3]),
        Matrix("Logdet", a => a.Matmul(a.Mt).Logdet(), [3, 3], [2, 2, 2]),
        Matrix("Linalg.Cholesky", a => Linalg.Cholesky(Definite(a)), [3, 3], [2, 4, 4], [0, 0]) with { Slack = 800 },
        Matrix("Linalg.Cholesky upper", a => Linalg.Cholesky(Definite(a), upper: true), [3, 3]),
        Matrix("Linalg.CholeskyEx", a => Linalg.CholeskyEx(Definite(a)).L, [3, 3]),
        Matrix("Cholesky", a => Definite(a).Cholesky(), [3, 3]),
        Matrix("CholeskyInverse", a => a.Tril().CholeskyInverse(), [3, 3], [2, 2, 2]),
        Matrix("CholeskyInverse upper", a => a.Triu().CholeskyInverse(upper: true), [3, 3]),
        Matrices("CholeskySolve", (a, b) => b.CholeskySolve(a), ([3, 3], [3, 2]), ([2, 3, 3], [3, 1])),
        Matrices("CholeskySolve upper", (a, b) => b.CholeskySolve(a, upper: true), ([3, 3], [3, 2])),
        Matrix("Linalg.Eigh values", a => Linalg.Eigh(a + a.Mt).Eigenvalues, [3, 3], [2, 4, 4], [0, 0]),
        Matrix("Linalg.Eigh",
            a => { var (l, v) = Linalg.Eigh(Spread(a + a.Mt)); return (v * l.Exp2().Unsqueeze(-2)).Matmul(v.Mt) + v.Square(); },
            [3, 3], [2, 2, 2], [1, 1]),
        Matrix("Linalg.Eigh upper", a => Linalg.Eigh(a + a.Mt, upper: true).Eigenvalues, [3, 3]),
        Matrix("Linalg.Eigvalsh", a => Linalg.Eigvalsh(a + a.Mt), [3, 3], [2, 2, 2]),
        Matrix("Linalg.Svd",
            a => { var (u, s, vh) = Linalg.Svd(Spread(a), fullMatrices: false); return (u * s.Sqrt().Unsqueeze(-2)).Matmul(vh); },
            [3, 3], [4, 2], [2, 2, 3], [0, 3]),
        Matrix("Linalg.Svd U", a => Linalg.Svd(Spread(a)).U.Narrow(-1, 0, 2).Square(), [3, 3], [4, 2]),
        Matrix("Linalg.Svd Vh", a => Linalg.Svd(Spread(a), fullMatrices: false).Vh.Square(), [3, 3], [2, 4]),
        Matrix("Linalg.Svdvals", a => Linalg.Svdvals(Spread(a)), [3, 3], [4, 2], [2, 2, 3]),
        Matrix("Linalg.Pinv", a => Linalg.Pinv(a), [3, 3], [4, 2], [2, 2, 3], [0, 3]),
        new("Linalg.Pinv singular", t => Linalg.Pinv(t[0].Matmul(t[1]) * 2),
            d => [d.Uniform([3, 2]) + 2 * Tensor.Eye(3, 2, DType.Float64), d.Uniform([2, 4]) + 2 * Tensor.Eye(2, 4, DType.Float64)])
        { Slack = 100, Halves = false },
        Matrix("Linalg.Pinv hermitian", a => Linalg.Pinv(a + a.Mt, hermitian: true), [3, 3], [2, 2, 2]),
        Matrix("Pinverse", a => a.Pinverse(), [3, 2]),
        Matrix("Linalg.MatrixRank", a => Linalg.MatrixRank(a), [3, 3], [2, 4, 2], [0, 3]) with { Order = 0 },
        Matrix("Linalg.Cond", a => Linalg.Cond(Spread(a)), [3, 3], [4, 2]),
        Matrix("Linalg.Cond 1", a => Linalg.Cond(a, 1), [3, 3]),
        Matrix("Linalg.Cond -2", a => Linalg.Cond(Spread(a), -2), [3, 3]),
        Matrix("Linalg.Cond nuclear", a => Linalg.Cond(Spread(a), MatrixNormKind.Nuclear), [3, 3]),
        Matrix("Linalg.MatrixNorm", a => Linalg.MatrixNorm(a), [3, 2], [2, 3, 2]),
        Matrix("Linalg.MatrixNorm nuclear", a => Linalg.MatrixNorm(Spread(a), MatrixNormKind.Nuclear, keepDim: true), [3, 2], [2, 3, 3]),
        Matrix("Linalg.MatrixNorm 1", a => Linalg.MatrixNorm(a, 1), [3, 2], [2, 3, 2]),
        Matrix("Linalg.MatrixNorm -1", a => Linalg.MatrixNorm(a, -1, keepDim: true), [3, 2]),
        Matrix("Linalg.MatrixNorm 2", a => Linalg.MatrixNorm(Spread(a), 2), [3, 2], [2, 3, 2]),
        Matrix("Linalg.MatrixNorm -2", a => Linalg.MatrixNorm(Spread(a), -2), [3, 2]),
        Matrix("Linalg.MatrixNorm infinity", a => Linalg.MatrixNorm(a, double.PositiveInfinity, [1, 0]), [3, 2]),
        Matrix("Linalg.MatrixNorm -infinity", a => Linalg.MatrixNorm(a, double.NegativeInfinity), [3, 2]),
        Matrix("Linalg.VectorNorm", a => Linalg.VectorNorm(a, 3, [0]), [3, 2]),
        Matrix("Linalg.Norm", a => Linalg.Norm(a), [3, 2], [2, 3, 2]),
        Matrix("Linalg.Norm 1", a => Linalg.Norm(a, 1), [3, 2]),
        Matrix("Linalg.Norm dim", a => Linalg.Norm(a, 3, [0], keepDim: true), [3, 2]),
        Matrix("Linalg.Norm nuclear", a => Linalg.Norm(Spread(a), MatrixNormKind.Nuclear), [3, 2]),
        new("Linalg.HouseholderProduct", t => Linalg.HouseholderProduct(t[0], t[1]),
            d => [d.Uniform([4, 3]), d.Uniform([3])], d => [d.Uniform([2, 3, 3]), d.Uniform([2, 2])], d => [d.Uniform([2, 0]), d.Uniform([0])])
        { Slack = 100, Halves = false },
        new("Orgqr", t => t[0].Orgqr(t[1]), d => [d.Uniform([4, 3]), d.Uniform([3])]) { Slack = 100, Halves = false },
        Matrix("Geqrf", a => a.Geqrf().A, [3, 3], [2, 4, 2], [2, 4]) with { Order = 0 },
        new("Ormqr", t => t[0].Ormqr(t[1], t[2]), d => [d.Uniform([4, 3]), d.Uniform([3]), d.Uniform([4, 2])]) { Slack = 100, Halves = false },
        new("Ormqr right", t => t[0].Ormqr(t[1], t[2], left: false, transpose: true), d => [d.Uniform([2, 4, 2]), d.Uniform([2, 2]), d.Uniform([2, 3, 4])])
        { Slack = 100, Halves = false },
        Small("Linalg.MatrixExp", Linalg.MatrixExp, [3, 3], [2, 2, 2], [0, 0]),
        Small("MatrixExp", a => a.MatrixExp(), [3, 3]),
        Small("Linalg.MatrixPower", a => Linalg.MatrixPower(a, 3), [3, 3], [2, 2, 2]),
        Matrix("Linalg.MatrixPower negative", a => Linalg.MatrixPower(a, -2), [3, 3]),
        Small("MatrixPower", a => a.MatrixPower(5), [2, 2]),
        new("Linalg.MultiDot", t => Linalg.MultiDot(t), d => [d.Uniform([3, 2]), d.Uniform([2, 4]), d.Uniform([4, 2])],
            d => [d.Uniform([3]), d.Uniform([3, 2]), d.Uniform([2, 4]), d.Uniform([4])]) { Slack = 100 },
        Matrix("Linalg.TensorInv", a => Linalg.TensorInv(a.Reshape(2, 3, 6)), [6, 6]),
        Matrices("Linalg.TensorSolve", (a, b) => Linalg.TensorSolve(a.Reshape(2, 3, 6), b), ([6, 6], [2, 3])),
        Matrices("Linalg.TensorSolve dims", (a, b) => Linalg.TensorSolve(a.Reshape(2, 2, 2, 2), b, [0]), ([4, 4], [2, 2])),
        Product("Linalg.Vecdot", (a, b) => Linalg.Vecdot(a, b), ([3, 4], [3, 4]), ([3, 4], [4]), ([0], [0])),
        Product("Linalg.Cross", (a, b) => Linalg.Cross(a, b), ([3], [3]), ([2, 3], [1, 3])) with { Reference = t => [.. Crossed(t[0], t[1])] },
        Product("Cross", (a, b) => a.Cross(b), ([3, 2], [3, 2])),
        new("Linalg.Vander", t => Linalg.Vander(t[0]), d => [d.Uniform([3])], d => [d.Uniform([2, 4])]) { Slack = 100 },
        new("Linalg.Vander n", t => Linalg.Vander(t[0], 5), d => [d.Uniform([3], -1, 1)]) { Slack = 100 },
        Matrices("Linalg.Lstsq", (a, b) => Linalg.Lstsq(a, b).Solution, ([3, 3], [3, 2]), ([4, 2], [4]), ([2, 2, 4], [2, 3])),
        Matrices("Linalg.Lstsq gels", (a, b) => Linalg.Lstsq(a, b, driver: LstsqDriver.Gels).Solution, ([4, 2], [4, 2]), ([2, 2, 4], [2, 2])),
        Matrices("Linalg.Lstsq residuals", (a, b) => Linalg.Lstsq(a, b).Residuals, ([4, 2], [4, 3])),
        Added("Addmv", (x, a, b) => x.Addmv(a, b, beta: 0.5, alpha: -2), [3], [3, 4], [4]),
        Added("Addr", (x, a, b) => x.Addr(a, b, beta: 0.5, alpha: -2), [2], [3], [2]),
        Added("Baddbmm", (x, a, b) => x.Baddbmm(a, b, beta: 0.5, alpha: -2), [3, 2], [2, 3, 4], [2, 4, 2]),
        Added("Addbmm", (x, a, b) => x.Addbmm(a, b, beta: 0.5, alpha: -2), [3, 2], [2, 3, 4], [2, 4, 2]),
        Product("Inner", (a, b) => a.Inner(b), ([2, 3], [4, 3]), ([3], [3]), ([], [2, 2])),
        Product("Kron", (a, b) => a.Kron(b), ([2, 3], [3, 2]), ([2], [3, 2]), ([], [2]), ([0, 2], [3, 2])),
        new("H", t => t[0].H, d => [d.Uniform([3, 2])], d => [d.Uniform([])]) { IsView = true, Integers = Integers.Kept },
        new("Mh", t => t[0].Mh, d => [d.Uniform([2, 3, 2])]) { IsView = true, Integers = Integers.Kept },
    ];

    // Numbers scattered evenly make matrices of low rank; with a diagonal they have a condition of about one.
    static Tensor Regular(Tensor x) => x + 4 * Tensor.Eye(x.Size(-2), x.Size(-1), x.DType);

    // With a diagonal of different numbers no two singular values are close.
    static Tensor Spread(Tensor x)
    {
        var k = Math.Min(x.Size(-2), x.Size(-1));
        return x + Tensor.Eye(x.Size(-2), x.Size(-1), x.DType) * (7 * Tensor.Arange(x.Size(-1)).To(x.DType).Clamp(0, Math.Max(0, k - 1)));
    }

    static Tensor Definite(Tensor x) => x.Matmul(x.Mt) / 8;

    // A row of exchanges, whatever was factored.
    static Tensor Exchanges(Tensor a)
    {
        var k = Math.Min(a.Size(-2), a.Size(-1));
        return Tensor.From([.. Enumerable.Range(0, (int)k).Select(i => (int)Math.Min(i + 2, k))]).Expand([.. a.Shape.AsSpan()[..^2], k]);
    }

    static double[] Crossed(Tensor a, Tensor b)
    {
        var rows = Broadcast.Sizes(a.Shape, b.Shape)!;
        double[] x = a.Expand(rows).ToArray<double>(), y = b.Expand(rows).ToArray<double>(), z = new double[x.Length];
        for (var i = 0; i < z.Length; i++)
        {
            int start = i / 3 * 3, next = start + (i + 1) % 3, last = start + (i + 2) % 3;
            z[i] = x[next] * y[last] - x[last] * y[next];
        }
        return z;
    }

    static Operation Matrix(string name, Func<Tensor, Tensor> call, params long[][] shapes) =>
        Small(name, a => call(Regular(a)), shapes);

    static Operation Small(string name, Func<Tensor, Tensor> call, params long[][] shapes) =>
        new(name, t => call(t[0]), Array.ConvertAll<long[], Func<Draw, Tensor[]>>(shapes, s => d => [d.Uniform(Shape.Create(s))]))
        { Slack = 200, Halves = false };

    static Operation Matrices(string name, Func<Tensor, Tensor, Tensor> call, params (long[] Left, long[] Right)[] shapes) =>
        Product(name, (a, b) => call(Regular(a), b), shapes) with { Slack = 100, Halves = false };

    static Operation Added(string name, Func<Tensor, Tensor, Tensor, Tensor> call, params long[][] shapes) =>
        new(name, t => call(t[0], t[1], t[2]), d => Array.ConvertAll(shapes, s => d.Uniform(Shape.Create(s)))) { Slack = 16 };
}
