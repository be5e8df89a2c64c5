using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>A network of 784-512-512-10 with ReLU: steps of training with cross-entropy, and inference.</summary>
internal static class Networks
{
    public const double Weights = 784 * 512 + 512 * 512 + 512 * 10, WeightsAfterFirst = 512 * 512 + 512 * 10;

    public static IEnumerable<Workload> Workloads =>
    [
        new TrainingStep("SGD, batch 64", 64, model => new SGD(model.Parameters(), lr: 0.01)),
        new TrainingStep("Adam, batch 64", 64, model => new Adam(model.Parameters())),
        new TrainingStep("SGD, batch 512", 512, model => new SGD(model.Parameters(), lr: 0.01)),
        new Inference(1),
        new Inference(512),
    ];

    public static Sequential Model() =>
        new(new Linear(784, 512), new ReLU(), new Linear(512, 512), new ReLU(), new Linear(512, 10));
}

internal sealed class TrainingStep(string name, int batch, Func<Sequential, Optimizer> optimizer)
    : Workload(name, Work.Flop(2.0 * batch * (2 * Networks.Weights + Networks.WeightsAfterFirst)))
{
    public override Func<Tensor?> SetUp()
    {
        var model = Networks.Model();
        Tensor x = Tensor.Randn([batch, 784]), y = Tensor.RandInt(10, [batch]);
        var criterion = new CrossEntropyLoss();
        var update = optimizer(model);
        return () =>
        {
            var loss = criterion.Call(model.Call(x), y);
            update.ZeroGrad();
            loss.Backward();
            update.Step();
            return loss;
        };
    }
}

internal sealed class Inference(int batch) : Workload($"inference, batch {batch}", Work.Flop(2.0 * batch * Networks.Weights))
{
    public override Func<Tensor?> SetUp()
    {
        var model = Networks.Model().Eval();
        var x = Tensor.Randn([batch, 784]);
        return () =>
        {
            using var mode = Autograd.NoGrad();
            return model.Call(x);
        };
    }
}
