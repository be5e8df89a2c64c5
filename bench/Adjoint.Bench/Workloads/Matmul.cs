namespace Adjoint.Bench;

/// <summary>Products of matrices of every shape.</summary>
internal static class Matmul
{
    public static IEnumerable<Workload> Workloads =>
    [
        .. new[] { 32, 64, 128, 256, 512, 1024, 2048 }.Select(n => new Product($"square {n}", n, n, n)),
        .. new[] { 64, 256, 1024 }.Select(n => new Product($"square {n}, float64", n, n, n, dtype: DType.Float64)),
        new Product("tall 8192 x 64 x 64", 8192, 64, 64),
        new Product("tall 4096 x 512 x 16", 4096, 512, 16),
        new Product("wide 64 x 64 x 8192", 64, 64, 8192),
        new Product("wide 16 x 512 x 4096", 16, 512, 4096),
        new Product("inner 64 x 8192 x 64", 64, 8192, 64),
        new Product("matrix by vector 2048", 2048, 2048, 1),
        new Product("vector by matrix 2048", 1, 2048, 2048),
        new Product("one row by a transposed matrix 784 x 512", 1, 784, 512, transposeB: true),
        new Product("A transposed, square 512", 512, 512, 512, transposeA: true),
        new Product("B transposed, square 512", 512, 512, 512, transposeB: true),
        new Product("both transposed, square 512", 512, 512, 512, transposeA: true, transposeB: true),
        new Product("B transposed, 64 x 784 x 512", 64, 784, 512, transposeB: true),
        new Product("A transposed, 512 x 64 x 784", 512, 64, 784, transposeA: true),
        new Batched("batched 64 x (64 x 64)", 64, 64),
        new Batched("batched 512 x (16 x 16)", 512, 16),
    ];
}

/// <summary>m x k by k x n. A transposed operand lies in memory the other way round.</summary>
internal sealed class Product(
    string name, int m, int k, int n, bool transposeA = false, bool transposeB = false, DType dtype = DType.Float32)
    : Workload(name, Work.Flop(2.0 * m * k * n))
{
    public override Func<Tensor?> SetUp()
    {
        var a = transposeA ? Tensor.Randn([k, m], dtype).T : Tensor.Randn([m, k], dtype);
        var b = transposeB ? Tensor.Randn([n, k], dtype).T : Tensor.Randn([k, n], dtype);
        return () => a.Matmul(b);
    }
}

internal sealed class Batched(string name, int batch, int size) : Workload(name, Work.Flop(2.0 * batch * size * size * size))
{
    public override Func<Tensor?> SetUp()
    {
        Tensor a = Tensor.Randn([batch, size, size]), b = Tensor.Randn([batch, size, size]);
        return () => a.Matmul(b);
    }
}
