using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Evidence.Suites;

/// <summary>Initial weights for a seed, drawn as PyTorch's C++ tests drew them: each layer's own weight and bias first.</summary>
internal static class TorchInit
{
    const double Bound = 1e-6;

    static readonly Dictionary<string, Action<Tensor, Generator>> s_initialisers = new()
    {
        ["Xavier_Uniform"] = (weight, generator) => Init.XavierUniform(weight, generator: generator),
        ["Xavier_Normal"] = (weight, generator) => Init.XavierNormal(weight, generator: generator),
        ["Kaiming_Uniform"] = (weight, generator) => Init.KaimingUniform(weight, generator: generator),
        ["Kaiming_Normal"] = (weight, generator) => Init.KaimingNormal(weight, generator: generator),
    };

    public static IEnumerable<Case> Cases(string folder)
    {
        var root = JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "init_baseline.json")));
        return root.GetProperty("weights").EnumerateObject().Select(recorded => new Case(recorded.Name, "all layers", () => Check(root, recorded)));
    }

    static void Check(JsonElement root, JsonProperty recorded)
    {
        if (!s_initialisers.TryGetValue(recorded.Name, out var initialise)) throw new MissingException("no such initialisation");
        var generator = new Generator(root.GetProperty("seed").GetInt64());
        foreach (var (layer, rows) in root.GetProperty("layers").EnumerateArray().Zip(recorded.Value.EnumerateArray()))
        {
            var (fanIn, fanOut) = (layer[0].GetInt64(), layer[1].GetInt64());
            var weight = Init.KaimingUniform(Tensor.Empty([fanOut, fanIn]), Math.Sqrt(5), generator: generator);
            Tensor.Empty([fanOut]).FillUniform(-1, 1, generator);
            initialise(weight, generator);
            var expected = Tensor.From<double>(
                [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble()))], weight.Shape);
            Comparison.Check(recorded.Name, weight, expected, Bound, checkType: false);
        }
    }
}
