using TorchSharp.Modules;

namespace Adjoint.Bench;

internal static class Optimizers
{
    // From biases to a large weight, 4.5 million elements together.
    static readonly long[] s_mixed = [.. Enumerable.Range(0, 100).Select(
        i => i == 99 ? 1_000_000 : new long[] { 10, 64, 100, 500, 1000, 4096, 10_000, 50_000, 200_000, 100_000 }[i % 10])];

    public static IEnumerable<Workload> Workloads =>
    [
        new Update("SGD momentum, 100 tensors", s_mixed, p => optim.SGD(p, 0.01, momentum: 0.9)),
        new Update("Adam, 100 tensors", s_mixed, p => optim.Adam(p)),
        new Update("AdamW, 100 tensors", s_mixed, p => optim.AdamW(p)),
        new Update("SGD momentum, one of 10 million", [10_000_000], p => optim.SGD(p, 0.01, momentum: 0.9)),
        new Update("Adam, one of 10 million", [10_000_000], p => optim.Adam(p)),
        new Update("AdamW, one of 10 million", [10_000_000], p => optim.AdamW(p)),
    ];
}

internal sealed class Update(string name, long[] sizes, Func<Parameter[], optim.Optimizer> create) : Workload(name)
{
    public override Func<Tensor?> SetUp()
    {
        var parameters = sizes.Select(n => new Parameter(randn(n))).ToArray();
        foreach (var p in parameters) p.grad = randn(p.NumberOfElements);
        var optimizer = create(parameters);
        return () =>
        {
            optimizer.step();
            return parameters[^1];
        };
    }
}
