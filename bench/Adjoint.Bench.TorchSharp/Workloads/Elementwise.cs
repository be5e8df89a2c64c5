namespace Adjoint.Bench;

internal static class Elementwise
{
    static readonly long[] s_sizes = [1_000, 100_000, 10_000_000];

    public static IEnumerable<Workload> Workloads => s_sizes.SelectMany(AtSize);

    static IEnumerable<Workload> AtSize(long n) =>
    [
        new Unary("exp", n, x => x.exp()),
        new Unary("tanh", n, x => x.tanh()),
        new Binary("add", n, (x, y) => x + y),
    ];
}

internal sealed class Unary(string function, long count, Func<Tensor, Tensor> apply)
    : Workload($"{function} {count}", Work.Bytes(2.0 * sizeof(float) * count))
{
    public override Func<Tensor?> SetUp()
    {
        var x = randn(count);
        return () => apply(x);
    }
}

internal sealed class Binary(string function, long count, Func<Tensor, Tensor, Tensor> apply)
    : Workload($"{function} {count}", Work.Bytes(3.0 * sizeof(float) * count))
{
    public override Func<Tensor?> SetUp()
    {
        Tensor x = randn(count), y = randn(count);
        return () => apply(x, y);
    }
}
