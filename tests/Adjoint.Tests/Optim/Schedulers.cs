using System.Globalization;
using System.Text.Json;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

/// <summary>Makes the schedulers of Goldens/schedulers.py.</summary>
static class Schedulers
{
    public static Optimizer MakeOptimizer(JsonElement spec)
    {
        ParameterGroup[] groups = [new([Tensor.Zeros([1], requiresGrad: true)]) { Lr = 0.1 }, new([Tensor.Zeros([1], requiresGrad: true)]) { Lr = 0.5 }];
        return spec.TryGetProperty("optimizer", out _) ? new Adam(groups, lr: 1) : new SGD(groups, lr: 1, momentum: 0.3);
    }

    /// <summary>Steps into an epoch; rates may be set by hand before.</summary>
    public static void Step(JsonElement spec, Optimizer optimizer, IStateful scheduler, int epoch)
    {
        if (spec.TryGetProperty("sets", out var sets) && sets.TryGetProperty(epoch.ToString(CultureInfo.InvariantCulture), out var rate))
            optimizer.ParameterGroups[0].Lr = rate.GetDouble();
        optimizer.Step();
        if (scheduler is ReduceLROnPlateau plateau)
            plateau.Step(spec.GetProperty("metrics")[epoch - 1].GetDouble());
        else if (spec.TryGetProperty("steps", out var steps) && steps[epoch - 1].ValueKind == JsonValueKind.Number)
            ((CosineAnnealingWarmRestarts)scheduler).Step(steps[epoch - 1].GetDouble());
        else
            ((LRScheduler)scheduler).Step();
    }

    public static IStateful Make(JsonElement spec, Optimizer optimizer)
    {
        double N(string name, double otherwise) => spec.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        int I(string name, int otherwise = 0) => (int)N(name, otherwise);
        bool F(string name, bool otherwise) => spec.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;
        bool Is(string name, string text) => spec.TryGetProperty(name, out var value) && value.GetString() == text;
        PerGroup? G(string name) => !spec.TryGetProperty(name, out var value) ? null
            : value.ValueKind == JsonValueKind.Array ? Array(value)
            : value.GetDouble();
        var curve = Is("anneal_strategy", "linear") ? AnnealStrategy.Linear : AnnealStrategy.Cos;
        LRScheduler[] Parts() => [.. spec.GetProperty("schedulers").EnumerateArray().Select(part => (LRScheduler)Make(part, optimizer))];
        int[] Milestones() => [.. spec.GetProperty("milestones").EnumerateArray().Select(milestone => milestone.GetInt32())];
        return spec.GetProperty("name").GetString() switch
        {
            "LambdaLR" => Functions(spec) is [var one] ? new LambdaLR(optimizer, one) : new LambdaLR(optimizer, Functions(spec)),
            "MultiplicativeLR" => Functions(spec) is [var one] ? new MultiplicativeLR(optimizer, one) : new MultiplicativeLR(optimizer, Functions(spec)),
            "StepLR" => new StepLR(optimizer, I("step_size"), N("gamma", 0.1)),
            "MultiStepLR" => new MultiStepLR(optimizer, Milestones(), N("gamma", 0.1)),
            "ConstantLR" => new ConstantLR(optimizer, N("factor", 1.0 / 3), I("total_iters", 5)),
            "LinearLR" => new LinearLR(optimizer, N("start_factor", 1.0 / 3), N("end_factor", 1), I("total_iters", 5)),
            "ExponentialLR" => new ExponentialLR(optimizer, N("gamma", 0)),
            "PolynomialLR" => new PolynomialLR(optimizer, I("total_iters", 5), N("power", 1)),
            "CosineAnnealingLR" => new CosineAnnealingLR(optimizer, I("T_max"), N("eta_min", 0)),
            "CosineAnnealingWarmRestarts" => new CosineAnnealingWarmRestarts(optimizer, I("T_0"), I("T_mult", 1), N("eta_min", 0)),
            "CyclicLR" => new CyclicLR(
                optimizer, G("base_lr")!.Value, G("max_lr")!.Value, I("step_size_up"),
                spec.TryGetProperty("step_size_down", out var down) ? down.GetInt32() : null,
                Is("mode", "triangular2") ? CyclicMode.Triangular2 : Is("mode", "exp_range") ? CyclicMode.ExpRange : CyclicMode.Triangular, N("gamma", 1),
                Is("scale_fn", "root") ? x => 1 / Math.Sqrt(x) : Is("scale_fn", "shrink") ? x => Math.Pow(0.97, x) : null,
                Is("scale_mode", "iterations") ? ScaleMode.Iterations : ScaleMode.Cycle, F("cycle_momentum", true), G("base_momentum"), G("max_momentum")),
            "OneCycleLR" => new OneCycleLR(
                optimizer, G("max_lr")!.Value, I("total_steps"), N("pct_start", 0.3), curve, F("cycle_momentum", true), G("base_momentum"), G("max_momentum"),
                N("div_factor", 25), N("final_div_factor", 1e4), F("three_phase", false)),
            "SWALR" => new SWALR(optimizer, G("swa_lr")!.Value, I("anneal_epochs", 10), curve),
            "ChainedScheduler" => new ChainedScheduler(Parts()),
            "SequentialLR" => new SequentialLR(optimizer, Parts(), Milestones()),
            _ => new ReduceLROnPlateau(
                optimizer, Is("mode", "max") ? PlateauMode.Max : PlateauMode.Min, N("factor", 0.1), I("patience", 10), N("threshold", 1e-4),
                Is("threshold_mode", "abs") ? ThresholdMode.Abs : ThresholdMode.Rel, I("cooldown"), G("min_lr"), N("eps", 1e-8)),
        };
    }

    /// <summary>What a pickle would have been read as.</summary>
    public static object? Plain(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var dictionary = new OrderedDictionary<object, object?>();
                foreach (var member in value.EnumerateObject())
                    dictionary.Add(long.TryParse(member.Name, CultureInfo.InvariantCulture, out var number) ? number : member.Name, Plain(member.Value));
                return dictionary;
            case JsonValueKind.Array: return value.EnumerateArray().Select(Plain).ToList();
            case JsonValueKind.Number:
                return value.TryGetInt64(out var whole) && !value.GetRawText().Contains('.', StringComparison.Ordinal) ? whole : value.GetDouble();
            case JsonValueKind.String: return value.GetString();
            case JsonValueKind.Null: return null;
            default: return value.GetBoolean();
        }
    }

    static double[] Array(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetDouble())];

    static Func<int, double>[] Functions(JsonElement spec)
    {
        var names = spec.GetProperty("lr_lambda");
        return [.. (names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(name => name.GetString()!) : [names.GetString()!])
            .Select(name => (Func<int, double>)(name == "power" ? epoch => Math.Pow(0.95, epoch) : epoch => 1.0 / (1 + epoch)))];
    }
}
