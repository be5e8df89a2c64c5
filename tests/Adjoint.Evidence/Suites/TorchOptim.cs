using System.Text.Json;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Evidence.Suites;

/// <summary>The trajectories PyTorch recorded of its own optimizers.</summary>
internal static class TorchOptim
{
    const double Bound = 1e-9;

    static readonly HashSet<string> s_options = ["lr", "momentum", "weight_decay", "nesterov", "amsgrad", "lr_decay", "centered", "line_search_fn"];

    public static IEnumerable<Case> Cases(string folder)
    {
        var root = JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "optim_baseline.json")));
        return root.GetProperty("cases").EnumerateArray().Select(recorded =>
            new Case(recorded.GetProperty("optimizer").GetString()!, recorded.GetProperty("name").GetString()!, () => Check(root, recorded)));
    }

    static void Check(JsonElement root, JsonElement recorded)
    {
        var model = new Sequential(new Linear(2, 3), new Sigmoid(), new Linear(3, 1), new Sigmoid()).To(DType.Float64);
        model.LoadStateDict(
            model.StateDict().ToDictionary(entry => entry.Key, entry => Read(root.GetProperty("init").GetProperty(entry.Key), entry.Value.Shape)));
        var x = Read(root.GetProperty("input"), [3, 2]);
        var optimizer = Make(recorded, model);
        // As recorded: an optimizer that asks for the loss again gets the same one, and the gradients stay.
        var loss = Tensor.Full([], 10, DType.Float64);
        var (sampled, expected) =
            (recorded.GetProperty("iterations_sampled").EnumerateArray().Select(i => i.GetInt32()).ToArray(), recorded.GetProperty("params"));
        for (int step = 0, next = 0; next < sampled.Length; step++)
        {
            optimizer.ZeroGrad();
            model.Call(x).Sum().Backward();
            optimizer.Step(() => loss);
            if (step != sampled[next]) continue;
            foreach (var (parameter, numbers) in model.Parameters().Zip(expected[next++].EnumerateArray()))
                Comparison.Check($"step {step}", parameter, Read(numbers, parameter.Shape), Bound);
        }
    }

    static Tensor Read(JsonElement numbers, Shape shape) => Tensor.From<double>([.. Flat(numbers)], shape);

    static IEnumerable<double> Flat(JsonElement numbers) =>
        numbers.ValueKind == JsonValueKind.Array ? numbers.EnumerateArray().SelectMany(Flat) : [numbers.GetDouble()];

    static Optimizer Make(JsonElement recorded, Module model)
    {
        var options = recorded.GetProperty("options");
        foreach (var option in options.EnumerateObject())
        {
            if (!s_options.Contains(option.Name)) throw new MissingException($"the option {option.Name}");
        }
        double Number(string option, double otherwise = 0) => options.TryGetProperty(option, out var value) ? value.GetDouble() : otherwise;
        bool Flag(string option) => options.TryGetProperty(option, out var value) && value.GetBoolean();
        return recorded.GetProperty("optimizer").GetString() switch
        {
            "SGD" => new SGD(model.Parameters(), Number("lr"), Number("momentum"), weightDecay: Number("weight_decay"), nesterov: Flag("nesterov")),
            "Adam" => new Adam(model.Parameters(), Number("lr"), weightDecay: Number("weight_decay"), amsgrad: Flag("amsgrad")),
            "AdamW" => new AdamW(model.Parameters(), Number("lr"), weightDecay: Number("weight_decay", 0.01), amsgrad: Flag("amsgrad")),
            "Adagrad" => new Adagrad(model.Parameters(), Number("lr"), Number("lr_decay"), Number("weight_decay")),
            "RMSprop" => new RMSprop(
                model.Parameters(), Number("lr"), weightDecay: Number("weight_decay"), momentum: Number("momentum"), centered: Flag("centered")),
            "LBFGS" => new LBFGS(
                model.Parameters(), Number("lr"),
                lineSearch: options.TryGetProperty("line_search_fn", out _) ? LineSearch.StrongWolfe : LineSearch.None),
            _ => throw new MissingException("no such optimizer"),
        };
    }
}
