using System.Collections;
using System.Text.Json;
using Adjoint.Optim;
using Adjoint.Tests.Serialization;

namespace Adjoint.Tests.Optim;

/// <summary>Schedulers set the rates and momenta that PyTorch's do; see Goldens/schedulers.py.</summary>
public sealed class SchedulerTests : IDisposable
{
    static readonly string[] s_runs = File.ReadAllLines(TestFiles.Golden("schedulers.jsonl"));

    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Runs => [.. Enumerable.Range(0, s_runs.Length)];

    static JsonElement Golden(int run) => JsonElement.Parse(s_runs[run]);

    [Theory, MemberData(nameof(Runs))]
    public void TheRatesArePyTorchs(int run)
    {
        var golden = Golden(run);
        var optimizer = Schedulers.MakeOptimizer(golden);
        Check(golden, optimizer, Schedulers.Make(golden, optimizer), 0);
    }

    [Theory, MemberData(nameof(Runs))]
    public void TheyGoOnWherePyTorchsWere(int run)
    {
        var golden = Golden(run);
        var optimizer = Schedulers.MakeOptimizer(golden);
        var scheduler = Schedulers.Make(golden, optimizer);
        var state = optimizer.StateDict();
        foreach (var (group, theirs) in optimizer.ParameterGroups.Zip(golden.GetProperty("options").EnumerateArray()))
        {
            foreach (var option in theirs.EnumerateObject()) group[option.Name] = option.Value.GetDouble();
        }
        var momenta = golden.GetProperty("momenta")[golden.GetProperty("at").GetInt32()];
        for (var i = 0; i < 2; i++) optimizer.ParameterGroups[i][optimizer is Adam ? "betas.0" : "momentum"] = momenta[i].GetDouble();
        scheduler.LoadStateDict((IDictionary)Schedulers.Plain(golden.GetProperty("state"))!);
        Check(golden, optimizer, scheduler, golden.GetProperty("at").GetInt32());
    }

    [Theory, MemberData(nameof(Runs))]
    public void TheyGoOnWhereTheyWere(int run)
    {
        var golden = Golden(run);
        var (first, second) = (Schedulers.MakeOptimizer(golden), Schedulers.MakeOptimizer(golden));
        var scheduler = Schedulers.Make(golden, first);
        var at = golden.GetProperty("at").GetInt32();
        Check(golden, first, scheduler, 0, at + 1);
        scheduler.Save(_folder["scheduler.pt"]);
        first.Save(_folder["optimizer.pt"]);
        var other = Schedulers.Make(golden, second);
        second.Load(_folder["optimizer.pt"]);
        other.Load(_folder["scheduler.pt"]);
        Check(golden, second, other, at);
    }

    // Epoch `from` is not stepped into: the scheduler is there.
    static void Check(JsonElement golden, Optimizer optimizer, IStateful scheduler, int from, int to = int.MaxValue)
    {
        var (rates, momenta) = (golden.GetProperty("rates"), golden.GetProperty("momenta"));
        for (var epoch = from; epoch < Math.Min(to, rates.GetArrayLength()); epoch++)
        {
            if (epoch > from) Schedulers.Step(golden, optimizer, scheduler, epoch);
            for (var i = 0; i < 2; i++)
            {
                var group = optimizer.ParameterGroups[i];
                Near(rates[epoch][i], group.Lr, $"rate {i} of epoch {epoch} of {golden.GetProperty("name")}");
                Near(momenta[epoch][i], group[optimizer is Adam ? "betas.0" : "momentum"].ToDouble(), $"momentum {i} of epoch {epoch}");
            }
            var last = scheduler is LRScheduler chainable ? chainable.GetLastLR() : ((ReduceLROnPlateau)scheduler).GetLastLR();
            Assert.Equal(optimizer.ParameterGroups.Select(group => group.Lr), last);
        }
    }

    static void Near(JsonElement expected, double actual, string what) =>
        Assert.True(
            Math.Abs(expected.GetDouble() - actual) <= 1e-14 * Math.Max(1, Math.Abs(actual)), $"{what}: {actual:R}, and PyTorch has {expected.GetDouble():R}");

    [Fact]
    public void AWarmUpRisesIntoWhatFollows()
    {
        var optimizer = new SGD([Tensor.Zeros([1], requiresGrad: true)], lr: 0.2);
        var scheduler = SequentialLR.WarmUp(new CosineAnnealingLR(optimizer, 10), totalIters: 4, startFactor: 0.25);
        var rates = new List<double> { optimizer.ParameterGroups[0].Lr };
        for (var i = 0; i < 14; i++)
        {
            scheduler.Step();
            rates.Add(optimizer.ParameterGroups[0].Lr);
        }
        double[] rise = [0.05, 0.0875, 0.125, 0.1625], fall = [.. Enumerable.Range(0, 11).Select(t => 0.1 * (1 + Math.Cos(Math.PI * t / 10)))];
        foreach (var (e, a) in rise.Concat(fall).Zip(rates)) Assert.Equal(e, a, 1e-14);
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndNothingIsChanged()
    {
        var optimizer = new SGD([Tensor.Zeros([1], requiresGrad: true)], lr: 0.2);
        var other = new SGD([Tensor.Zeros([1], requiresGrad: true)], lr: 0.2);
        var scheduler = new StepLR(optimizer, 2);
        var state = scheduler.StateDict();
        state["step_size"] = 5;
        state["gamma"] = "much";
        Assert.Contains("StepLR: the state's 'gamma' does not fit: much",
            Assert.Throws<InvalidOperationException>(() => scheduler.LoadStateDict(state)).Message);
        Assert.Equal(2L, scheduler.StateDict()["step_size"]);
        state["base_lrs"] = new List<object?> { 1.0, 2.0 };
        Assert.Contains("2 values", Assert.Throws<InvalidOperationException>(() => scheduler.LoadStateDict(state)).Message);
        Assert.Contains("SWALR: 2 values were given for swaLr, and the optimizer has 1 groups",
            Assert.Throws<ArgumentException>(() => new SWALR(optimizer, [0.1, 0.2])).Message);
        Assert.StartsWith("LambdaLR: 2 functions", Assert.Throws<ArgumentException>("lrLambda", () => new LambdaLR(optimizer, [_ => 1, _ => 1])).Message);
        Assert.Throws<ArgumentException>(() => new ChainedScheduler(scheduler, new StepLR(other, 2)));
        Assert.Throws<ArgumentException>(() => new SequentialLR(other, [scheduler], []));
        Assert.Throws<ArgumentException>(() => new SequentialLR(optimizer, [scheduler], [3]));
        Assert.Throws<ArgumentException>(() => new SequentialLR(optimizer, [scheduler, new StepLR(optimizer, 2), new StepLR(optimizer, 3)], [3, 2]));
        Assert.Throws<ArgumentException>(() => new StepLR(new SGD([Tensor.Zeros([1])]), 2, lastEpoch: 3));
    }
}
