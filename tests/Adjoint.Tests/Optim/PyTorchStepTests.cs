using System.Text.Json;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

/// <summary>SGD and Adam move parameters where PyTorch's do, for every option; see Goldens/optim.py.</summary>
public class PyTorchStepTests
{
    static readonly string[] s_runs = File.ReadAllLines(TestFiles.Golden("optim.jsonl"));

    public static TheoryData<int> Runs => [.. Enumerable.Range(0, s_runs.Length)];

    [Theory, MemberData(nameof(Runs))]
    public void TheParametersGoWherePyTorchsGo(int run)
    {
        var golden = JsonDocument.Parse(s_runs[run]).RootElement;
        Tensor[] parameters = [.. Enumerable.Range(0, 3).Select(p => Make(p, i => Math.Cos(i + p)))];
        foreach (var parameter in parameters) parameter.RequiresGrad = true;
        var optimizer = MakeOptimizer(golden, parameters);
        var t = 0;
        foreach (var step in golden.GetProperty("steps").EnumerateArray())
        {
            for (var p = 0; p < 3; p++) parameters[p].Grad = p == 1 && t % 3 == 1 ? null : Make(p, i => Math.Sin(1.7 * t + 0.3 * i + p));
            optimizer.Step();
            var expected = step.EnumerateArray().Select(x => x.GetDouble());
            foreach (var (e, a) in expected.Zip(parameters.SelectMany(parameter => parameter.ToArray<double>())))
                Assert.True(Math.Abs(e - a) <= 1e-12, $"step {t} of {golden.GetProperty("optimizer")} {golden.GetProperty("options")}: {a:R}, and PyTorch has {e:R}");
            t++;
        }
    }

    static Tensor Make(int p, Func<int, double> element)
    {
        Shape shape = p switch { 0 => [3], 1 => [2, 2], _ => [] };
        return Tensor.From<double>([.. Enumerable.Range(0, (int)shape.Count).Select(element)], shape);
    }

    static Optimizer MakeOptimizer(JsonElement golden, Tensor[] parameters)
    {
        var options = golden.GetProperty("options");
        var own = golden.GetProperty("groups");
        ParameterGroup[] groups = own.GetArrayLength() == 1
            ? [new(parameters)]
            : [Set(new(parameters[..1]), own[0]), Set(new(parameters[1..]), own[1])];
        return golden.GetProperty("optimizer").GetString() == "SGD"
            ? new SGD(
                groups, Number(options, "lr"), Number(options, "momentum"), Number(options, "dampening"), Number(options, "weight_decay"),
                Flag(options, "nesterov"), Flag(options, "maximize"))
            : new Adam(
                groups, Number(options, "lr", 1e-3), Betas(options), Number(options, "eps", 1e-8), Number(options, "weight_decay"),
                Flag(options, "amsgrad"), Flag(options, "maximize"));
    }

    static ParameterGroup Set(ParameterGroup group, JsonElement options)
    {
        if (options.TryGetProperty("lr", out var lr)) group.Lr = lr.GetDouble();
        if (options.TryGetProperty("momentum", out var momentum)) group.Momentum = momentum.GetDouble();
        if (options.TryGetProperty("eps", out var eps)) group.Eps = eps.GetDouble();
        if (Betas(options) is { } betas) group.Betas = betas;
        return group;
    }

    static double Number(JsonElement options, string name, double otherwise = 0) => options.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

    static bool Flag(JsonElement options, string name) => options.TryGetProperty(name, out var value) && value.GetBoolean();

    static (double, double)? Betas(JsonElement options) => options.TryGetProperty("betas", out var value) ? (value[0].GetDouble(), value[1].GetDouble()) : null;
}
