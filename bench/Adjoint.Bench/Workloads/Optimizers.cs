using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>One update of all parameters.</summary>
internal static class Optimizers
{
    public static IEnumerable<Workload> Workloads =>
    [
        new Update("SGD momentum, one of 10 million", [10_000_000], p => new SGD(p, lr: 0.01, momentum: 0.9)),
        new Update("Adam, one of 10 million", [10_000_000], p => new Adam(p)),
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
