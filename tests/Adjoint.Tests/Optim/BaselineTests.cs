using System.Text.Json;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

/// <summary>The trajectories PyTorch recorded of its own optimizers, 1000 steps each.</summary>
public class BaselineTests
{
    [Theory]
    [InlineData("SGD")]
    [InlineData("SGD_with_weight_decay")]
    [InlineData("SGD_with_weight_decay_and_momentum")]
    [InlineData("SGD_with_weight_decay_and_nesterov_momentum")]
    [InlineData("Adam")]
    [InlineData("Adam_with_weight_decay")]
    [InlineData("Adam_with_weight_decay_and_amsgrad")]
    public void TheParametersGoWherePyTorchsWent(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(TestFiles.Evidence("torch-optim", "optim_baseline.json")));
        var root = document.RootElement;
        var recorded = root.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var sampled = recorded.GetProperty("iterations_sampled").EnumerateArray().Select(i => i.GetInt32()).ToArray();
        var expected = recorded.GetProperty("params");

        var model = new Sequential(new Linear(2, 3), new Sigmoid(), new Linear(3, 1), new Sigmoid()).To(DType.Float64);
        model.LoadStateDict(model.StateDict().ToDictionary(
            entry => entry.Key,
            entry => Tensor.From<double>(Numbers(root.GetProperty("init").GetProperty(entry.Key)), entry.Value.Shape)));
        var x = Tensor.From<double>([.. root.GetProperty("input").EnumerateArray().SelectMany(Numbers)], [3, 2]);
        var optimizer = Make(recorded, model);
        for (int step = 0, next = 0; next < sampled.Length; step++)
        {
            optimizer.ZeroGrad();
            model.Call(x).Sum().Backward();
            optimizer.Step();
            if (step != sampled[next]) continue;
            foreach (var (parameter, numbers) in model.Parameters().Zip(expected[next].EnumerateArray()))
            {
                foreach (var (actual, wanted) in parameter.ToArray<double>().Zip(Numbers(numbers)))
                    Assert.True(Math.Abs(actual - wanted) <= 1e-9 * Math.Max(1, Math.Abs(wanted)), $"step {step}: {actual}, and PyTorch has {wanted}");
            }
            next++;
        }
    }

    static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    static Optimizer Make(JsonElement recorded, Module model)
    {
        var options = recorded.GetProperty("options");
        double Number(string option) => options.TryGetProperty(option, out var value) ? value.GetDouble() : 0;
        bool Flag(string option) => options.TryGetProperty(option, out var value) && value.GetBoolean();
        return recorded.GetProperty("optimizer").GetString() == "SGD"
            ? new SGD(model.Parameters(), Number("lr"), Number("momentum"), weightDecay: Number("weight_decay"), nesterov: Flag("nesterov"))
            : new Adam(model.Parameters(), Number("lr"), weightDecay: Number("weight_decay"), amsgrad: Flag("amsgrad"));
    }
}
