using System.Text.Json;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

/// <summary>Optimizers that PyTorch 1.13 does not have move parameters where their papers say; see Goldens/optim_papers.py.</summary>
public class PaperStepTests
{
    static readonly string[] s_runs = File.ReadAllLines(TestFiles.Golden("optim_papers.jsonl"));

    public static TheoryData<int, DType> Runs
    {
        get
        {
            var data = new TheoryData<int, DType>();
            for (var run = 0; run < s_runs.Length; run++)
            {
                foreach (var dtype in (DType[])[DType.Float64, DType.Float32]) data.Add(run, dtype);
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void TheParametersGoWhereThePaperSays(int run, DType dtype)
    {
        var golden = JsonElement.Parse(s_runs[run]);
        // In single precision the sign of what is nearly zero may be another.
        if (dtype == DType.Float32 && golden.GetProperty("optimizer").GetString() == "lion") return;
        SpoilScratch();
        var (parameters, optimizer) = Make(golden, dtype);
        Check(golden, parameters, optimizer, 0, dtype == DType.Float64 ? 1e-9 : 2e-4);
    }

    // Kernels find in borrowed memory whatever the last one left there.
    static unsafe void SpoilScratch()
    {
        using var scratch = new Adjoint.Cpu.Scratch<double>(1024);
        new Span<double>(scratch.Pointer, 1024).Fill(double.NaN);
    }

    [Theory, MemberData(nameof(Runs))]
    public void AStateDictGoesOnWithTheSameNumbers(int run, DType dtype)
    {
        if (dtype != DType.Float64) return;
        var golden = JsonElement.Parse(s_runs[run]);
        var (parameters, optimizer) = Make(golden, dtype);
        for (var t = 0; t < 3; t++) Step(parameters, optimizer, t);
        var (others, other) = Make(golden, dtype);
        foreach (var (from, to) in parameters.Zip(others)) to.Data.CopyFrom(from.Detach());
        other.LoadStateDict(optimizer.StateDict());
        Check(golden, others, other, 3, 1e-9);
    }

    [Fact]
    public void LionsDirectionIsASign()
    {
        Tensor[] parameters = [Tensor.From<double>([1, 2, 3, 4])];
        parameters[0].RequiresGrad = true;
        parameters[0].Grad = Tensor.From<double>([5, -0.1, 0, double.NaN]);
        new Lion(parameters, lr: 0.5).Step();
        Assert.Equal([0.5, 2.5, 3, double.NaN], parameters[0].ToArray<double>());
    }

    [Fact]
    public void RowsThatAreNotTouchedStayWhereTheyAre()
    {
        var table = new Adjoint.Nn.Embedding(50, 8);
        var optimizer = new SparseAdam(table.Parameters(), lr: 0.1);
        var before = table.Weight.Detach().Clone();
        foreach (var touched in (long[][])[[3, 7], [7, 49], [3, 3]])
        {
            optimizer.ZeroGrad();
            table.Call(Tensor.From(touched)).Square().Sum().Backward();
            optimizer.Step();
        }
        var moved = (table.Weight.Detach() - before).Abs().Sum([1]).Ne(0).Nonzero().ToArray<long>();
        Assert.Equal([3, 7, 49], moved);
    }

    [Fact]
    public void OptionsThatCannotBeAreRefused()
    {
        Tensor[] vector = [Tensor.Zeros([3], requiresGrad: true)], matrix = [Tensor.Zeros([3, 2], requiresGrad: true)];
        Assert.Contains("[3]; give those to AdamW", Assert.Throws<ArgumentException>(() => new Muon(vector)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Muon(matrix, nsSteps: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adafactor(vector, beta2Decay: 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adafactor(vector, d: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adafactor(vector, eps: (-1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lion(vector, betas: (0.9, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LAMB(vector, eps: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseAdam(vector, lr: -1));
    }

    [Fact]
    public void WhatAdafactorRemembersHasPyTorchsShapes()
    {
        var (parameters, optimizer) = Make(JsonElement.Parse(s_runs.First(run => run.Contains("adafactor", StringComparison.Ordinal))), DType.Float64);
        Step(parameters, optimizer, 0);
        var state = optimizer.StateDict();
        Assert.Equal(["step", "row_var", "col_var"], state.State[2].Keys);
        Assert.Equal(([2, 3, 1], [2, 1, 5]), (state.State[2]["row_var"].Shape, state.State[2]["col_var"].Shape));
        Assert.Equal(["step", "variance"], state.State[0].Keys);
        var other = new Adafactor(
            [Tensor.Zeros([3], DType.Float64), Tensor.Zeros([4, 2], DType.Float64), Tensor.Zeros([2, 3, 5], DType.Float64), Tensor.Zeros([], DType.Float64)]);
        Assert.Contains("col_var has shape [1, 3]", Assert.Throws<InvalidOperationException>(() => other.LoadStateDict(state)).Message);
    }

    static void Check(JsonElement golden, Tensor[] parameters, Optimizer optimizer, int from, double tolerance)
    {
        var every = golden.GetProperty("every").GetInt32();
        for (var t = from; t < golden.GetProperty("steps").GetArrayLength(); t++)
        {
            Step(parameters, optimizer, t);
            var expected = golden.GetProperty("steps")[t].EnumerateArray().Select(x => x.GetDouble()).ToArray();
            var actual = parameters.SelectMany(parameter => parameter.To(DType.Float64).ToArray<double>().Where((_, i) => i % every == 0)).ToArray();
            Assert.Equal(expected.Length, actual.Length);
            foreach (var (e, a) in expected.Zip(actual))
                Assert.True(
                    Math.Abs(e - a) <= tolerance, $"step {t} of {golden.GetProperty("optimizer")} {golden.GetProperty("options")}: {a:R} in place of {e:R}");
        }
    }

    static void Step(Tensor[] parameters, Optimizer optimizer, int t)
    {
        for (var p = 0; p < parameters.Length; p++)
            parameters[p].Grad = p == 1 && t % 3 == 1 ? null : Elements(parameters[p].Shape, i => Math.Sin(1.7 * t + 0.3 * i + p)).To(parameters[p].DType);
        optimizer.Step();
    }

    static Tensor Elements(Shape shape, Func<int, double> element) => Tensor.From<double>([.. Enumerable.Range(0, (int)shape.Count).Select(element)], shape);

    static (Tensor[] Parameters, Optimizer Optimizer) Make(JsonElement golden, DType dtype)
    {
        Tensor[] parameters = [.. golden.GetProperty("shapes").EnumerateArray().Select((shape, p) =>
            Elements(Shape.Create([.. shape.EnumerateArray().Select(size => size.GetInt64())]), i => Math.Cos(i + p)).To(dtype))];
        foreach (var parameter in parameters) parameter.RequiresGrad = true;
        var options = golden.GetProperty("options");
        double N(string name, double otherwise) => options.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        bool F(string name, bool otherwise = false) => options.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;
        double[]? L(string name) => options.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(x => x.GetDouble())] : null;
        (double, double)? P(string name) => L(name) is { } pair ? (pair[0], pair[1]) : null;
        return (parameters, golden.GetProperty("optimizer").GetString() switch
        {
            "lion" => new Lion(parameters, N("lr", 1e-4), P("betas"), N("weight_decay", 0), F("maximize")),
            "lamb" => new LAMB(parameters, N("lr", 1e-3), P("betas"), N("eps", 1e-6), N("weight_decay", 0.01), F("maximize")),
            "adafactor" => new Adafactor(parameters, N("lr", 1e-2), N("beta2_decay", -0.8), Eps(dtype), N("d", 1), N("weight_decay", 0), F("maximize")),
            _ => new Muon(
                parameters, N("lr", 1e-3), N("weight_decay", 0.1), N("momentum", 0.95), F("nesterov", true),
                L("ns_coefficients") is { } c ? (c[0], c[1], c[2]) : null, N("eps", 1e-7), (int)N("ns_steps", 5),
                options.TryGetProperty("adjust_lr_fn", out _) ? MuonAdjustment.MatchRmsAdamW : MuonAdjustment.Original),
        });

        // The goldens are of double precision, whose floor is another than that of single precision.
        (double?, double)? Eps(DType dtype) => P("eps") ?? (dtype == DType.Float64 ? null : (2.220446049250313e-16, 1e-3));
    }
}
