using TorchSharp.Modules;

namespace Adjoint.Bench;

internal static class Networks
{
    public const double Weights = 784 * 512 + 512 * 512 + 512 * 10, WeightsAfterFirst = 512 * 512 + 512 * 10;

    public static IEnumerable<Workload> Workloads =>
    [
        new TrainingStep("SGD, batch 64", 64, model => optim.SGD(model.parameters(), 0.01)),
        new TrainingStep("Adam, batch 64", 64, model => optim.Adam(model.parameters())),
        new TrainingStep("SGD, batch 512", 512, model => optim.SGD(model.parameters(), 0.01)),
        new Inference(1),
        new Inference(512),
    ];

    public static Sequential Model() =>
        nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10));
}

internal sealed class TrainingStep(string name, int batch, Func<Sequential, optim.Optimizer> optimizer)
    : Workload(name, Work.Flop(2.0 * batch * (2 * Networks.Weights + Networks.WeightsAfterFirst)))
{
    public override Func<Tensor?> SetUp()
    {
        var model = Networks.Model();
        Tensor x = randn(batch, 784), y = randint(10, batch, dtype: int64);
        var criterion = nn.CrossEntropyLoss();
        var update = optimizer(model);
        return () =>
        {
            var loss = criterion.call(model.call(x), y);
            update.zero_grad();
            loss.backward();
            update.step();
            return loss;
        };
    }
}

internal sealed class Inference(int batch) : Workload($"inference, batch {batch}", Work.Flop(2.0 * batch * Networks.Weights))
{
    public override Func<Tensor?> SetUp()
    {
        var model = Networks.Model();
        model.eval();
        var x = randn(batch, 784);
        return () =>
        {
            using var mode = no_grad();
            return model.call(x);
        };
    }
}
