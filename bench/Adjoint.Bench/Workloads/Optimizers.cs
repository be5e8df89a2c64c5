using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>One update of all parameters.</summary>
internal static class Optimizers
{
    // From biases to a large weight, 4.5 million elements together.
    static readonly long[] s_mixed = [.. Enumerable.Range(0, 100).Select(
        i => i == 99 ? 1_000_000 : new long[] { 10, 64, 100, 500, 1000, 4096, 10_000, 50_000, 200_000, 100_000 }[i % 10])];

    public static IEnumerable<Workload> Workloads =>
    [
        new Update("SGD momentum, 100 tensors", s_mixed, p => new SGD(p, lr: 0.01, momentum: 0.9)),
        new Update("Adam, 100 tensors", s_mixed, p => new Adam(p)),
        new Update("AdamW, 100 tensors", s_mixed, p => new AdamW(p)),
        new Update("SGD momentum, one of 10 million", [10_000_000], p => new SGD(p, lr: 0.01, momentum: 0.9)),
        new Update("Adam, one of 10 million", [10_000_000], p => new Adam(p)),
        new Update("AdamW, one of 10 million", [10_000_000], p => new AdamW(p)),
    ];
}

/// <summary>A step over parameters of the given sizes, whose gradients stay.</summary>
internal sealed class Update(string name, long[] sizes, Func<Tensor[], Optimizer> create) : Workload(name)
{
    public override Func<Tensor?> SetUp()
    {
        var parameters = sizes.Select(n => Tensor.Randn([n], requiresGrad: true)).ToArray();
        foreach (var p in parameters) p.Grad = Tensor.Randn([p.Count]);
        var optimizer = create(parameters);
        return () =>
        {
            optimizer.Step();
            return parameters[^1];
        };
    }
}
