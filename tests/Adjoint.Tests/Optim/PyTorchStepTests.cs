using System.Text.Json;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

/// <summary>Optimizers move parameters where PyTorch's do, for every option; see Goldens/optim.py.</summary>
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
            if (optimizer is LBFGS)
            {
                optimizer.Step(() => LossOf(optimizer, parameters));
            }
            else
            {
                for (var p = 0; p < 3; p++) parameters[p].Grad = p == 1 && t % 3 == 1 ? null : Make(p, i => Math.Sin(1.7 * t + 0.3 * i + p));
                if (optimizer is SparseAdam) LeaveRowsOut(parameters, t);
                optimizer.Step();
            }
            var expected = step.EnumerateArray().Select(x => x.GetDouble());
            foreach (var (e, a) in expected.Zip(parameters.SelectMany(parameter => parameter.ToArray<double>())))
                Assert.True(Math.Abs(e - a) <= (optimizer is LBFGS ? 1e-8 : 1e-12),
                    $"step {t} of {golden.GetProperty("optimizer")} {golden.GetProperty("options")}: {a:R}, and PyTorch has {e:R}");
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
        double N(string name, double otherwise = 0) => Number(options, name, otherwise);
        bool F(string name) => Flag(options, name);
        double lr = N("lr", 1e-3), decay = N("weight_decay");
        return golden.GetProperty("optimizer").GetString() switch
        {
            "SGD" => new SGD(groups, N("lr"), N("momentum"), N("dampening"), decay, F("nesterov"), F("maximize")),
            "Adam" => new Adam(groups, lr, Pair(options, "betas"), N("eps", 1e-8), decay, F("amsgrad"), F("maximize")),
            "AdamW" => new AdamW(groups, lr, Pair(options, "betas"), N("eps", 1e-8), N("weight_decay", 1e-2), F("amsgrad"), F("maximize")),
            "Adamax" => new Adamax(groups, lr, Pair(options, "betas"), N("eps", 1e-8), decay, F("maximize")),
            "NAdam" => new NAdam(groups, lr, Pair(options, "betas"), N("eps", 1e-8), decay, N("momentum_decay", 4e-3)),
            "RAdam" => new RAdam(groups, lr, Pair(options, "betas"), N("eps", 1e-8), decay),
            "Adagrad" => new Adagrad(groups, lr, N("lr_decay"), decay, N("initial_accumulator_value"), N("eps", 1e-10), F("maximize")),
            "Adadelta" => new Adadelta(groups, lr, N("rho", 0.9), N("eps", 1e-6), decay, F("maximize")),
            "ASGD" => new ASGD(groups, lr, N("lambd", 1e-4), N("alpha", 0.75), N("t0", 1e6), decay, F("maximize")),
            "RMSprop" => new RMSprop(groups, lr, N("alpha", 0.99), N("eps", 1e-8), decay, N("momentum"), F("centered"), F("maximize")),
            "SparseAdam" => new SparseAdam(groups, lr, Pair(options, "betas"), N("eps", 1e-8), F("maximize")),
            "Rprop" => new Rprop(groups, lr, Pair(options, "etas"), Pair(options, "step_sizes"), F("maximize")),
            _ => new LBFGS(
                parameters, lr, (int)N("max_iter", 20), options.TryGetProperty("max_eval", out var most) ? most.GetInt32() : null, N("tolerance_grad", 1e-7),
                historySize: (int)N("history_size", 100),
                lineSearch: options.TryGetProperty("line_search_fn", out _) ? LineSearch.StrongWolfe : LineSearch.None),
        };
    }

    // As in optim.py: rows that are touched in some steps, and nothing for the last parameter.
    static void LeaveRowsOut(Tensor[] parameters, int t)
    {
        parameters[2].Grad = null;
        foreach (var parameter in parameters[..2])
        {
            for (var row = 0; row < parameter.Size(0); row++)
            {
                if ((t + row) % 2 == 1 && parameter.Grad is { } gradient) gradient[row] = 0;
            }
        }
    }

    // As in optim.py.
    static Tensor LossOf(Optimizer optimizer, Tensor[] parameters)
    {
        optimizer.ZeroGrad();
        var loss = parameters[0].Sum() * parameters[2];
        for (var p = 0; p < 3; p++) loss = loss + ((1 + p) * parameters[p].Sin()).Square().Sum() + 0.1 * parameters[p].Pow(4).Sum();
        loss.Backward();
        return loss;
    }

    static ParameterGroup Set(ParameterGroup group, JsonElement options)
    {
        if (options.TryGetProperty("lr", out var lr)) group.Lr = lr.GetDouble();
        if (options.TryGetProperty("momentum", out var momentum)) group.Momentum = momentum.GetDouble();
        if (options.TryGetProperty("eps", out var eps)) group.Eps = eps.GetDouble();
        if (Pair(options, "betas") is { } betas) group.Betas = betas;
        return group;
    }

    static double Number(JsonElement options, string name, double otherwise = 0) => options.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

    static bool Flag(JsonElement options, string name) => options.TryGetProperty(name, out var value) && value.GetBoolean();

    static (double, double)? Pair(JsonElement options, string name) =>
        options.TryGetProperty(name, out var value) ? (value[0].GetDouble(), value[1].GetDouble()) : null;
}
