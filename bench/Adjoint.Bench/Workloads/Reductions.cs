namespace Adjoint.Bench;

/// <summary>Many elements become one, or are normalized together.</summary>
internal static class Reductions
{
    public static IEnumerable<Workload> Workloads => [.. Folds, .. Lines, .. Normalizations.Workloads];

    static IEnumerable<Workload> Folds =>
        from operation in (Reduced[])
        [
            new("sum", (x, dim) => x.Sum(dim), x => x.Sum()),
            new("mean", (x, dim) => x.Mean(dim), x => x.Mean()),
            new("max", (x, dim) => x.Max(dim).Values, x => x.Max()),
            new("argmax", (x, dim) => x.ArgMax(dim), x => x.ArgMax()),
            new("var", (x, dim) => x.Var(dim), x => x.Var()),
        ]
        from workload in (Workload[])
        [
            new Folding($"{operation.Name}, last dim", [1000, 1000], x => operation.Along(x, 1)),
            new Folding($"{operation.Name}, first dim", [1000, 1000], x => operation.Along(x, 0)),
            new Folding($"{operation.Name}, middle dim", [64, 128, 256], x => operation.Along(x, 1)),
            new Folding($"{operation.Name}, short rows", [64, 128, 256], x => operation.Along(x, 2)),
            new Folding($"{operation.Name}, 10 million", [10_000_000], operation.All),
        ]
        select workload;

    static IEnumerable<Workload> Lines =>
    [
        new Folding("cumsum, last dim", [1000, 1000], x => x.CumSum(1)),
        new Folding("cumsum, first dim", [1000, 1000], x => x.CumSum(0)),
        new Folding("cumsum, 10 million", [10_000_000], x => x.CumSum(0)),
        .. OfLines("softmax", (x, dim) => x.Softmax(dim)),
        .. OfLines("log-softmax", (x, dim) => x.LogSoftmax(dim)),
    ];

    static IEnumerable<Workload> OfLines(string name, Func<Tensor, int, Tensor> apply) =>
        from shape in (long[][])[[1000, 1000], [64, 128, 256], [32, 10]]
        from backward in (bool[])[false, true]
        select new Normalizing($"{name} {string.Join("x", shape)}", shape, backward, () => x => apply(x, 1), []);

    sealed record Reduced(string Name, Func<Tensor, int, Tensor> Along, Func<Tensor, Tensor> All);
}

/// <summary>A reduction of one tensor, without gradients.</summary>
internal sealed class Folding(string name, long[] shape, Func<Tensor, Tensor> apply)
    : Workload(name, Work.Bytes(sizeof(float) * (double)shape.Aggregate((a, b) => a * b)))
{
    public override Func<Tensor?> SetUp()
    {
        var x = Tensor.Randn(Shape.Create(shape));
        return () => apply(x);
    }
}
