namespace Adjoint.Bench;

internal static class Recurrent
{
    public static IEnumerable<Workload> Workloads =>
    [
        new RecurrentStep("LSTM", 4, () => nn.LSTM(256, 256), (layer, x) => ((TorchSharp.Modules.LSTM)layer).call(x).Item1),
        new RecurrentStep("GRU", 3, () => nn.GRU(256, 256), (layer, x) => ((TorchSharp.Modules.GRU)layer).call(x).Item1),
    ];
}

internal sealed class RecurrentStep(string name, int gates, Func<nn.Module> create, Func<nn.Module, Tensor, Tensor> call)
    : Workload($"{name}, forward + backward", Work.Flop(2.0 * 3 * 64 * 32 * gates * 256 * (256 + 256)))
{
    public override Func<Tensor?> SetUp()
    {
        var layer = create();
        Tensor x = randn(64, 32, 256, requires_grad: true), g = randn(64, 32, 256);
        return () =>
        {
            layer.zero_grad();
            x.grad = null;
            call(layer, x).backward([g]);
            return x.grad;
        };
    }
}
