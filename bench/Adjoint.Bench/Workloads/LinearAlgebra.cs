namespace Adjoint.Bench;

/// <summary>Factorizations, solutions and decompositions, of single matrices and of many small ones.</summary>
internal static class LinearAlgebra
{
    public static IEnumerable<Workload> Workloads =>
    [
        .. new[] { 256, 1024 }.SelectMany(Square),
        new MatrixWorkload("solve 1000 x (16 x 16)", () => (Shuffled(16, 1000), Tensor.Randn([1000, 16, 1])), (a, b) => Linalg.Solve(a, b)),
        new MatrixWorkload("cholesky 1000 x (8 x 8)", () => (Positive(8, 1000), null), (a, _) => Linalg.Cholesky(a)),
    ];

    static IEnumerable<Workload> Square(int n) =>
    [
        new MatrixWorkload($"cholesky {n}", () => (Positive(n), null), (a, _) => Linalg.Cholesky(a)),
        new MatrixWorkload($"solve {n}", () => (Shuffled(n), Tensor.Randn([n, n])), (a, b) => Linalg.Solve(a, b)),
        new MatrixWorkload($"inverse {n}", () => (Shuffled(n), null), (a, _) => Linalg.Inv(a)),
        new MatrixWorkload($"qr {n}", () => (Tensor.Randn([n, n]), null), (a, _) => Linalg.Qr(a).R),
        new MatrixWorkload($"eigh {n}", () => (Positive(n), null), (a, _) => Linalg.Eigh(a).Eigenvalues),
        new MatrixWorkload($"svd {n}", () => (Tensor.Randn([n, n]), null), (a, _) => Linalg.Svd(a).S),
        new MatrixWorkload($"singular values {n}", () => (Tensor.Randn([n, n]), null), (a, _) => Linalg.Svdvals(a)),
    ];

    static Tensor Positive(int n, params ReadOnlySpan<long> batch)
    {
        var x = Tensor.Randn([.. batch, n, n]);
        return x.Matmul(x.Mt) / n + Tensor.Eye(n);
    }

    // Far from singular, so that results can be compared, and every pivot lies in another row.
    static Tensor Shuffled(int n, params ReadOnlySpan<long> batch) =>
        (Tensor.Randn([.. batch, n, n]) / (2 * Math.Sqrt(n)) + Tensor.Eye(n)).Flip(-2);
}

/// <summary>Something done to matrices. What is returned does not depend on the signs of vectors.</summary>
internal sealed class MatrixWorkload(string name, Func<(Tensor A, Tensor? B)> inputs, Func<Tensor, Tensor, Tensor> body) : Workload(name)
{
    public override Func<Tensor?> SetUp()
    {
        var (a, b) = inputs();
        return () => body(a, b!);
    }
}
