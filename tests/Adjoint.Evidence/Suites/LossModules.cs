using System.Text.Json;
using System.Text.RegularExpressions;
using Adjoint.Nn;

namespace Adjoint.Evidence.Suites;

/// <summary>From PyTorch's names of losses to the library's.</summary>
internal static partial class LossModules
{
    // Options by the names of their arguments; a weight stands in the state.
    static readonly Dictionary<string, Func<Call, Tensor?, Nn.Reduction, ModuleBase>> s_losses = new()
    {
        ["L1Loss"] = (_, _, reduction) => new L1Loss(reduction),
        ["MSELoss"] = (_, _, reduction) => new MSELoss(reduction),
        ["BCELoss"] = (_, weight, reduction) => new BCELoss(weight, reduction),
        ["BCEWithLogitsLoss"] = (_, weight, reduction) => new BCEWithLogitsLoss(weight, reduction),
        ["NLLLoss"] = (c, weight, reduction) => new NLLLoss(weight, c.L(2, "ignore_index", -100), reduction),
        ["CrossEntropyLoss"] = (c, weight, reduction) => new CrossEntropyLoss(weight, c.L(2, "ignore_index", -100), reduction, c.D(9, "label_smoothing", 0)),
        ["SmoothL1Loss"] = (_, _, reduction) => new SmoothL1Loss(reduction),
        ["HuberLoss"] = (_, _, reduction) => new HuberLoss(reduction),
        ["KLDivLoss"] = (c, _, reduction) => new KLDivLoss(reduction, c.B(9, "log_target")),
        ["PoissonNLLLoss"] = (c, _, reduction) => new PoissonNLLLoss(c.B(0, "log_input", true), c.B(1, "full"), reduction: reduction),
        ["GaussianNLLLoss"] = (_, _, reduction) => new GaussianNLLLoss(reduction: reduction),
        ["HingeEmbeddingLoss"] = (c, _, reduction) => new HingeEmbeddingLoss(c.D(0, "margin", 1), reduction),
        ["SoftMarginLoss"] = (_, _, reduction) => new SoftMarginLoss(reduction),
        ["MultiMarginLoss"] = (c, weight, reduction) => new MultiMarginLoss(c.I(0, "p", 1), c.D(1, "margin", 1), weight, reduction),
        ["MultiLabelMarginLoss"] = (_, _, reduction) => new MultiLabelMarginLoss(reduction),
        ["MultiLabelSoftMarginLoss"] = (_, weight, reduction) => new MultiLabelSoftMarginLoss(weight, reduction),
        ["CosineEmbeddingLoss"] = (c, _, reduction) => new CosineEmbeddingLoss(c.D(0, "margin", 0), reduction),
        ["MarginRankingLoss"] = (c, _, reduction) => new MarginRankingLoss(c.D(0, "margin", 0), reduction),
        ["TripletMarginLoss"] = (_, _, reduction) => new TripletMarginLoss(reduction: reduction),
        ["CTCLoss"] = (c, _, reduction) => new CTCLoss(c.L(0, "blank"), reduction),
    };

    /// <summary>The loss of a row; null if it is none.</summary>
    public static ModuleBase? Make(JsonElement row, string name)
    {
        if (!s_losses.TryGetValue(name, out var make)) return null;
        var weight = row.GetProperty("state").TryGetProperty("weight", out var recorded) ? (Tensor)Value.Read(recorded)! : null;
        var options = Options(row);
        return make(options, weight, ReductionOf(row, options));
    }

    /// <summary>What a module or a loss is called with: inputs, targets and what comes behind them.</summary>
    public static Tensor[] Inputs(JsonElement row, Func<Tensor, string, bool, Tensor> onTensor)
    {
        if (row.TryGetProperty("args", out var arguments)) return Read(arguments, "args", onTensor);
        Tensor[] More(string name) => row.TryGetProperty(name, out var values) ? Read(values, name, null) : [];
        return [.. Read(row.GetProperty("input"), "input", onTensor), .. More("target"), .. More("extra")];
    }

    static Tensor[] Read(JsonElement values, string name, Func<Tensor, string, bool, Tensor>? onTensor) =>
        [.. values.EnumerateArray().Select((value, i) => AsTensor(Value.Read(value, $"{name}/{i}", onTensor)))];

    // Lengths are recorded as tensors or as lists.
    static Tensor AsTensor(object? value) => value is object?[] numbers ? Tensor.From(Array.ConvertAll(numbers, number => (long)number!)) : (Tensor)value!;

    // The arguments of the constructor, and those that the row's example of C++ gives by name.
    static Call Options(JsonElement row)
    {
        if (row.TryGetProperty("ctor_kwargs", out var named))
            return new([], named.EnumerateObject().ToDictionary(entry => entry.Name, entry => Value.Read(entry.Value)));
        var options = new Dictionary<string, object?>();
        foreach (Match match in Setting().Matches(row.GetProperty("cpp_ctor").GetString() ?? ""))
            options[match.Groups[1].Value] = TorchNn.Literal(match.Groups[2].Value);
        return new(TorchNn.Arguments(row), options);
    }

    // PyTorch's tests without a batch dimension all ran with the last reduction of their list, whatever their names say.
    static Nn.Reduction ReductionOf(JsonElement row, Call options) => options.Text(9, "reduction") switch
    {
        "none" => Nn.Reduction.None,
        "sum" or "torch::kSum" => Nn.Reduction.Sum,
        null when row.TryGetProperty("test", out var test) && test.GetString()!.Contains("no_batch_dim", StringComparison.Ordinal) => Nn.Reduction.Sum,
        _ => Nn.Reduction.Mean,
    };

    [GeneratedRegex(@"\.(label_smoothing|reduction|ignore_index|log_target)\(([^()]+)\)")]
    private static partial Regex Setting();
}
