namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Linear =>
    [
        Product("Matmul", (a, b) => a.Matmul(b), ([3, 4], [4, 2]), ([4], [4]), ([3, 4], [4]), ([4], [4, 2]), ([2, 3, 4], [4, 2]),
            ([3, 4], [2, 4, 2]), ([2, 1, 3, 4], [5, 4, 2]), ([2, 3, 4], [4]), ([4], [2, 4, 3]), ([0, 4], [4, 2]), ([3, 0], [0, 2]), ([2, 3, 4], [2, 4, 0]))
        with
        { Reference = inputs => NaiveProduct(inputs[0], inputs[1]), Integers = Integers.Kept },
        Product("Mm", (a, b) => a.Mm(b), ([3, 4], [4, 2]), ([1, 1], [1, 1])),
        Product("Mm transposed", (a, b) => a.T.Mm(b.T), ([4, 3], [2, 4])),
        Product("Bmm", (a, b) => a.Bmm(b), ([2, 3, 4], [2, 4, 2])),
        Product("Mv", (a, b) => a.Mv(b), ([3, 4], [4])),
        Product("Dot", (a, b) => a.Dot(b), ([4], [4]), ([0], [0])),
        Product("Outer", (a, b) => a.Outer(b), ([3], [2]), ([0], [2])),
        Product("Linear without bias", (a, b) => a.Linear(b), ([2, 3], [4, 3]), ([3], [4, 3]), ([2, 5, 3], [4, 3]), ([2, 3], [3])),
        new("Linear", t => t[0].Linear(t[1], t[2]),
            d => [d.Uniform([2, 3]), d.Uniform([4, 3]), d.Uniform([4])],
            d => [d.Uniform([2, 2, 3]), d.Uniform([1, 3]), d.Uniform([1])])
        { Slack = 16 },
        new("Addmm", t => t[0].Addmm(t[1], t[2], beta: 0.5, alpha: -2),
            d => [d.Uniform([3, 2]), d.Uniform([3, 4]), d.Uniform([4, 2])],
            d => [d.Uniform([2]), d.Uniform([3, 4]), d.Uniform([4, 2])])
        { Slack = 16 },
        new("Tensordot", t => Tensor.Tensordot(t[0], t[1], [0, 2], [1, 0]), d => [d.Uniform([2, 3, 4]), d.Uniform([4, 2, 5])]) { Slack = 16 },
        Product("Einsum batch", (a, b) => Tensor.Einsum("bij,bjk->bki", a, b), ([2, 3, 4], [2, 4, 2])),
        Product("Einsum rest", (a, b) => Tensor.Einsum("...ij,j...->i...", a, b), ([2, 3, 4], [4, 2])),
        Product("Einsum diagonal", (a, b) => Tensor.Einsum("iij,j->i", a, b), ([3, 3, 4], [4])),
        Product("Einsum sum", (a, b) => Tensor.Einsum("ij,kl->k", a, b), ([3, 2], [2, 4])),
        new("Einsum three", t => Tensor.Einsum("ij,jk,ik->i", t), d => [d.Uniform([2, 3]), d.Uniform([3, 4]), d.Uniform([2, 4])]) { Slack = 16 },
    ];

    static Operation Product(string name, Func<Tensor, Tensor, Tensor> call, params (long[] Left, long[] Right)[] shapes) =>
        new(name, t => call(t[0], t[1]), Array.ConvertAll<(long[], long[]), Func<Draw, Tensor[]>>(
            shapes, s => d => [d.Uniform(Shape.Create(s.Item1)), d.Uniform(Shape.Create(s.Item2))]))
        { Slack = 16 };

    // The product by its definition, for every rank.
    internal static double[] NaiveProduct(Tensor a, Tensor b)
    {
        if (a.Rank == 1) a = a.Unsqueeze(0);
        if (b.Rank == 1) b = b.Unsqueeze(1);
        long m = a.Size(-2), k = a.Size(-1), n = b.Size(-1);
        var batch = Broadcast.Sizes(a.Shape.AsSpan()[..^2], b.Shape.AsSpan()[..^2])!;
        double[] x = a.Expand([.. batch, m, k]).ToArray<double>(), y = b.Expand([.. batch, k, n]).ToArray<double>();
        var result = new double[Shape.Create(batch).Count * m * n];
        for (long i = 0; i < result.Length; i++)
        {
            var (row, column) = (i / n, i % n);
            for (long p = 0; p < k; p++) result[i] += x[row * k + p] * y[row / m * k * n + p * n + column];
        }
        return result;
    }
}
