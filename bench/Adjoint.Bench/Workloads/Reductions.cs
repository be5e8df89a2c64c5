namespace Adjoint.Bench;

/// <summary>Many elements become one, or are normalized together.</summary>
internal static class Reductions
{
    public static IEnumerable<Workload> Workloads =>
    [
        new OverDim("sum, last dim", 1, (x, dim) => x.Sum(dim)),
        new OverDim("sum, first dim", 0, (x, dim) => x.Sum(dim)),
        new OverDim("softmax, last dim", 1, (x, dim) => x.Softmax(dim)),
    ];
}

/// <summary>A matrix of 1024 x 1024, along one dimension.</summary>
internal sealed class OverDim(string name, int dim, Func<Tensor, int, Tensor> apply) : Workload(name, Work.Bytes(sizeof(float) * 1024.0 * 1024))
{
    public override Func<Tensor?> SetUp()
    {
        var x = Tensor.Randn([1024, 1024]);
        return () => apply(x, dim);
    }
}
