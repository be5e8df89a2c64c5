using Adjoint.Cli.Data;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Cli.Training;

/// <summary>What can be chosen by name on the command line.</summary>
internal static class Choices
{
    public static readonly Dictionary<string, Func<IEnumerable<Parameter>, double, Optimizer>> Optimizers = new()
    {
        ["sgd"] = (parameters, lr) => new SGD(parameters, lr),
        ["momentum"] = (parameters, lr) => new SGD(parameters, lr, momentum: 0.9),
        ["adam"] = (parameters, lr) => new Adam(parameters, lr),
    };

    public static readonly Dictionary<string, Func<Module>> Activations = new()
    {
        ["relu"] = () => new ReLU(),
        ["tanh"] = () => new Tanh(),
        ["sigmoid"] = () => new Sigmoid(),
        ["gelu"] = () => new GELU(),
        ["silu"] = () => new SiLU(),
        ["elu"] = () => new ELU(),
        ["leaky-relu"] = () => new LeakyReLU(),
        ["softplus"] = () => new Softplus(),
        ["none"] = () => new Identity(),
    };

    public static readonly Dictionary<string, Func<Module<Tensor, Tensor, Tensor>>> Losses = new()
    {
        ["mse"] = () => new MSELoss(),
        ["mse-sum"] = () => new MSELoss(Reduction.Sum),
        ["l1"] = () => new L1Loss(),
        ["bce"] = () => new BCEWithLogitsLoss(),
        ["cross-entropy"] = () => new CrossEntropyLoss(),
    };

    /// <summary>What a loss is for.</summary>
    public static TargetKind KindOf(string loss) => loss switch
    {
        "bce" => TargetKind.Binary,
        "cross-entropy" => TargetKind.Classes,
        _ => TargetKind.Number,
    };

    /// <summary>Linear layers with a non-linear function between each two.</summary>
    public static Sequential Network(int inputs, int[] hidden, int outputs, string activation)
    {
        CheckMemory(inputs, hidden, outputs);
        var layers = new List<Module>();
        foreach (var width in hidden)
        {
            layers.Add(new Linear(inputs, width));
            layers.Add(Activations[activation]());
            inputs = width;
        }
        layers.Add(new Linear(inputs, outputs));
        return new([.. layers]);
    }

    // Parameters, their gradients and Adam's two averages are four bytes each.
    static void CheckMemory(int inputs, int[] hidden, int outputs)
    {
        var parameters = 0L;
        foreach (var width in (int[])[.. hidden, outputs])
        {
            parameters += (inputs + 1L) * width;
            inputs = width;
        }
        if (4 * sizeof(float) * parameters > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
            throw new CliException(
                $"--hidden {string.Join(',', hidden)}: {parameters} parameters, their gradients and averages do not fit into memory; " +
                "choose smaller widths.");
    }
}
