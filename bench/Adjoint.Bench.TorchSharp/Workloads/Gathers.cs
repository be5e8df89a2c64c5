namespace Adjoint.Bench;

internal static class Gathers
{
    public static IEnumerable<Workload> Workloads => [new IndexSelect(), new Sort(1_000_000)];
}

internal sealed class IndexSelect() : Workload("index-select, 4096 rows of 256", Work.Bytes(2.0 * sizeof(float) * 4096 * 256))
{
    public override Func<Tensor?> SetUp()
    {
        Tensor x = randn(10_000, 256), index = randint(10_000, 4096, dtype: int64);
        return () => x.index_select(0, index);
    }
}

internal sealed class Sort(long count) : Workload($"sort {count}")
{
    public override Func<Tensor?> SetUp()
    {
        var x = randn(count);
        return () => x.sort().Values;
    }
}
