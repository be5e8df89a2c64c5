namespace Adjoint.Bench;

internal static class Reductions
{
    public static IEnumerable<Workload> Workloads => [.. Folds, .. Lines, .. Normalizations.Workloads];

    static IEnumerable<Workload> Folds =>
        from operation in (Reduced[])
        [
            new("sum", (x, dim) => x.sum(dim), x => x.sum()),
            new("mean", (x, dim) => x.mean([dim]), x => x.mean()),
            new("max", (x, dim) => x.max(dim).values, x => x.max()),
            new("argmax", (x, dim) => x.argmax(dim), x => x.argmax()),
            new("var", (x, dim) => x.var(dim), x => x.var()),
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
        new Folding("cumsum, last dim", [1000, 1000], x => x.cumsum(1)),
        new Folding("cumsum, first dim", [1000, 1000], x => x.cumsum(0)),
        new Folding("cumsum, 10 million", [10_000_000], x => x.cumsum(0)),
        .. OfLines("softmax", (x, dim) => nn.functional.softmax(x, dim)),
        .. OfLines("log-softmax", (x, dim) => nn.functional.log_softmax(x, dim)),
    ];

    static IEnumerable<Workload> OfLines(string name, Func<Tensor, int, Tensor> apply) =>
        from shape in (long[][])[[1000, 1000], [64, 128, 256], [32, 10]]
        from backward in (bool[])[false, true]
        select new Normalizing($"{name} {string.Join("x", shape)}", shape, backward, x => apply(x, 1), []);

    sealed record Reduced(string Name, Func<Tensor, int, Tensor> Along, Func<Tensor, Tensor> All);
}

internal sealed class Folding(string name, long[] shape, Func<Tensor, Tensor> apply)
    : Workload(name, Work.Bytes(sizeof(float) * (double)shape.Aggregate((a, b) => a * b)))
{
    public override Func<Tensor?> SetUp()
    {
        var x = randn(shape);
        return () => apply(x);
    }
}
