using Adjoint.Nn;

namespace Adjoint.Bench;

/// <summary>Recurrent layers: input and hidden size 256, batch 32, length 64.</summary>
internal static class Recurrent
{
    public static IEnumerable<Workload> Workloads =>
    [
        new RecurrentStep("LSTM", 4, () => new LSTM(256, 256), (layer, x) => ((LSTM)layer).Call(x).Output),
        new RecurrentStep("GRU", 3, () => new GRU(256, 256), (layer, x) => ((GRU)layer).Call(x).Output),
    ];
}

/// <summary>Forward and backward, gradients of the input included.</summary>
internal sealed class RecurrentStep(string name, int gates, Func<ModuleBase> create, Func<ModuleBase, Tensor, Tensor> call)
    : Workload($"{name}, forward + backward", Work.Flop(2.0 * 3 * 64 * 32 * gates * 256 * (256 + 256)))
{
    public override Func<Tensor?> SetUp()
    {
        var layer = create();
        Tensor x = Tensor.Randn([64, 32, 256], requiresGrad: true), g = Tensor.Randn([64, 32, 256]);
        return () =>
        {
            layer.ZeroGrad();
            x.ClearGrad(setToNull: true);
            call(layer, x).Backward(g);
            return x.Grad;
        };
    }
}
