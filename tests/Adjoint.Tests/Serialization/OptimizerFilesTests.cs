using System.Text.Json;
using Adjoint.Optim;
using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

public sealed class OptimizerFilesTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    // With other options than the ones in the files, which must replace them.
    static readonly Dictionary<string, Func<IEnumerable<Tensor>, Optimizer>> s_makers = new()
    {
        ["SGD"] = parameters => new SGD(parameters, lr: 0.05),
        ["Adam"] = parameters => new Adam(parameters, lr: 0.05),
        ["AdamW"] = parameters => new AdamW(parameters, lr: 0.05),
        ["Adamax"] = parameters => new Adamax(parameters, lr: 0.05),
        ["NAdam"] = parameters => new NAdam(parameters, lr: 0.05),
        ["RAdam"] = parameters => new RAdam(parameters, lr: 0.05),
        ["Adagrad"] = parameters => new Adagrad(parameters, lr: 0.05),
        ["Adadelta"] = parameters => new Adadelta(parameters, lr: 0.05),
        ["ASGD"] = parameters => new ASGD(parameters, lr: 0.05),
        ["RMSprop"] = parameters => new RMSprop(parameters, lr: 0.05),
        ["Rprop"] = parameters => new Rprop(parameters, lr: 0.05),
        ["LBFGS"] = parameters => new LBFGS(parameters, lr: 0.05),
        ["Lion"] = parameters => new Lion(parameters, lr: 0.05),
        ["LAMB"] = parameters => new LAMB(parameters, lr: 0.05),
        ["Adafactor"] = parameters => new Adafactor(parameters, lr: 0.05),
        ["SparseAdam"] = parameters => new SparseAdam(parameters, lr: 0.05),
    };

    // PyTorch 1.13 does not have them, or wants other gradients.
    static readonly string[] s_ours = ["Lion", "LAMB", "Adafactor", "SparseAdam"];

    public static TheoryData<string> Names => [.. s_makers.Keys];

    public static TheoryData<string> TorchNames => [.. s_makers.Keys.Except(s_ours)];

    [Theory, MemberData(nameof(TorchNames))]
    public void TrainingGoesOnWherePyTorchWas(string name)
    {
        var file = TestFiles.Golden(Path.Combine("files", $"optimizer_{name}.pt"));
        var parameters = PyTorchFile.LoadTensors(file, "model").Values.ToArray();
        var golden = JsonElement.Parse(File.ReadAllText(TestFiles.Golden("files.json"))).GetProperty(name);
        AssertNear(golden.GetProperty("before"), parameters, 0);
        var optimizer = s_makers[name](parameters);
        optimizer.Load(file, key: "optimizer");
        Train(optimizer, parameters);
        // Of these PyTorch keeps some numbers in single precision.
        AssertNear(golden.GetProperty("after"), parameters, name is "NAdam" or "ASGD" ? 1e-7 : 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void AndWhereWeWere(string name)
    {
        foreach (var ending in (string[])[".pt", ".safetensors"])
        {
            Tensor[] Start() => [Tensor.From<double>([1, -2], requiresGrad: true), Tensor.From(new double[,] { { 0.5 } }, requiresGrad: true)];
            var (ours, other) = (Start(), Start());
            var optimizer = s_makers[name](ours);
            Train(optimizer, ours);
            optimizer.Save(_folder[name + ending]);
            for (var i = 0; i < ours.Length; i++) other[i].Data.CopyFrom(ours[i].Detach());
            Train(optimizer, ours);
            var second = s_makers[name](other);
            second.Load(_folder[name + ending]);
            Train(second, other);
            Assert.All(ours.Zip(other), pair => Assert.True(Tensor.Equal(pair.First, pair.Second)));
        }
    }

    [Fact]
    public void OtherFilesAreRefused()
    {
        PyTorchFile.Save(_folder["a.pt"], new Dictionary<string, object?> { ["state"] = 1 });
        SafeTensorsFile.Save(_folder["a.safetensors"], [new("x", Tensor.Ones([1]))]);
        var optimizer = s_makers["SGD"]([Tensor.Ones([1], requiresGrad: true)]);
        Assert.Contains("'param_groups'", Assert.Throws<InvalidDataException>(() => optimizer.Load(_folder["a.pt"])).Message);
        Assert.Contains("'param_groups'", Assert.Throws<InvalidDataException>(() => optimizer.Load(_folder["a.safetensors"])).Message);
        Assert.Throws<ArgumentException>(() => optimizer.Save(_folder["a.npz"]));
    }

    static void Train(Optimizer optimizer, Tensor[] parameters)
    {
        for (var step = 0; step < 3; step++)
        {
            optimizer.Step(() =>
            {
                optimizer.ZeroGrad();
                var loss = (parameters[0] - 3).Pow(2).Sum() + (parameters[1] * parameters[0].Sum()).Exp().Sum();
                loss.Backward();
                return loss;
            });
        }
    }

    static void AssertNear(JsonElement expected, Tensor[] actual, double tolerance) =>
        Assert.All(expected.EnumerateArray().Zip(actual), pair =>
            Assert.All(pair.First.EnumerateArray().Zip(pair.Second.ToArray<double>()),
                numbers => Assert.Equal(numbers.First.GetDouble(), numbers.Second, tolerance * (1 + Math.Abs(numbers.Second)))));
}
