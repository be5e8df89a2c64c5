namespace Adjoint.Bench;

internal static class Reductions
{
    public static IEnumerable<Workload> Workloads =>
    [
        new OverDim("sum, last dim", 1, (x, dim) => x.sum(dim)),
        new OverDim("sum, first dim", 0, (x, dim) => x.sum(dim)),
        new OverDim("softmax, last dim", 1, (x, dim) => nn.functional.softmax(x, dim)),
    ];
}

internal sealed class OverDim(string name, int dim, Func<Tensor, int, Tensor> apply) : Workload(name, Work.Bytes(sizeof(float) * 1024.0 * 1024))
{
    public override Func<Tensor?> SetUp()
    {
        var x = randn(1024, 1024);
        return () => apply(x, dim);
    }
}
