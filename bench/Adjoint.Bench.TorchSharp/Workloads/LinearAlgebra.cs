namespace Adjoint.Bench;

internal static class LinearAlgebra
{
    public static IEnumerable<Workload> Workloads =>
    [
        .. new[] { 256, 1024 }.SelectMany(Square),
        new MatrixWorkload("solve 1000 x (16 x 16)", () => (Shuffled(16, 1000), randn(1000, 16, 1)), (a, b) => linalg.solve(a, b)),
        new MatrixWorkload("cholesky 1000 x (8 x 8)", () => (Positive(8, 1000), null), (a, _) => linalg.cholesky(a)),
    ];

    static IEnumerable<Workload> Square(int n) =>
    [
        new MatrixWorkload($"cholesky {n}", () => (Positive(n), null), (a, _) => linalg.cholesky(a)),
        new MatrixWorkload($"solve {n}", () => (Shuffled(n), randn(n, n)), (a, b) => linalg.solve(a, b)),
        new MatrixWorkload($"inverse {n}", () => (Shuffled(n), null), (a, _) => linalg.inv(a)),
        new MatrixWorkload($"qr {n}", () => (randn(n, n), null), (a, _) => linalg.qr(a).R),
        new MatrixWorkload($"eigh {n}", () => (Positive(n), null), (a, _) => linalg.eigh(a).Item1),
        new MatrixWorkload($"svd {n}", () => (randn(n, n), null), (a, _) => linalg.svd(a).S),
        new MatrixWorkload($"singular values {n}", () => (randn(n, n), null), (a, _) => linalg.svdvals(a)),
    ];

    static Tensor Positive(int n, params long[] batch)
    {
        var x = randn([.. batch, n, n]);
        return x.matmul(x.mT) / n + eye(n);
    }

    static Tensor Shuffled(int n, params long[] batch) => (randn([.. batch, n, n]) / (2 * Math.Sqrt(n)) + eye(n)).flip(-2);
}

internal sealed class MatrixWorkload(string name, Func<(Tensor A, Tensor? B)> inputs, Func<Tensor, Tensor, Tensor> body) : Workload(name)
{
    public override Func<Tensor?> SetUp()
    {
        var (a, b) = inputs();
        return () => body(a, b!);
    }
}
