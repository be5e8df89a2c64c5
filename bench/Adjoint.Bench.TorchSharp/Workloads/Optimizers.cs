using TorchSharp.Modules;

namespace Adjoint.Bench;

internal static class Optimizers
{
    public static IEnumerable<Workload> Workloads =>
    [
        new Update("SGD momentum, one of 10 million", [10_000_000], p => optim.SGD(p, 0.01, momentum: 0.9)),
        new Update("Adam, one of 10 million", [10_000_000], p => optim.Adam(p)),
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
