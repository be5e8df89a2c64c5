using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public class InitTests
{
    [Fact]
    public void WeightsAreThoseOfPyTorchsBaseline()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestFiles.Evidence("torch-init", "init_baseline.json")));
        var layers = file.RootElement.GetProperty("layers").EnumerateArray().Select(layer => (In: layer[0].GetInt64(), Out: layer[1].GetInt64())).ToArray();
        var recorded = file.RootElement.GetProperty("weights");
        Compare("Xavier_Uniform", (weight, generator) => Init.XavierUniform(weight, generator: generator));
        Compare("Xavier_Normal", (weight, generator) => Init.XavierNormal(weight, generator: generator));
        Compare("Kaiming_Uniform", (weight, generator) => Init.KaimingUniform(weight, generator: generator));
        Compare("Kaiming_Normal", (weight, generator) => Init.KaimingNormal(weight, generator: generator));

        void Compare(string name, Action<Tensor, Generator> initialize)
        {
            var generator = new Generator(0);
            foreach (var ((fanIn, fanOut), rows) in layers.Zip(recorded.GetProperty(name).EnumerateArray()))
            {
                // What making a linear layer draws: its weight and its bias.
                var weight = Init.KaimingUniform(Tensor.Empty([fanOut, fanIn]), Math.Sqrt(5), generator: generator);
                Tensor.Empty([fanOut]).FillUniform(-1, 1, generator);
                initialize(weight, generator);
                var expected = rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble()));
                Assert.Equal(expected, weight.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-6);
            }
        }
    }

    static readonly string[] s_runs = File.ReadAllLines(TestFiles.Golden("init.jsonl"));

    public static TheoryData<int> Runs => [.. Enumerable.Range(0, s_runs.Length)];

    [Theory, MemberData(nameof(Runs))]
    public void TheSameSeedGivesPyTorchsNumbers(int run)
    {
        var golden = JsonElement.Parse(s_runs[run]);
        var arguments = golden.GetProperty("arguments");
        double N(string name, double otherwise) => arguments.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        string? S(string name) => arguments.TryGetProperty(name, out var value) ? value.GetString() : null;
        var mode = S("mode") == "fan_out" ? FanMode.FanOut : FanMode.FanIn;
        var follows = S("nonlinearity") switch
        {
            "tanh" => Nonlinearity.Tanh,
            "relu" => Nonlinearity.ReLU,
            "selu" => Nonlinearity.SELU,
            _ => Nonlinearity.LeakyReLU,
        };
        var dtype = golden.GetProperty("dtype").GetString() == "float32" ? DType.Float32 : DType.Float64;
        var x = Tensor.Empty(Shape.Create([.. golden.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]), dtype);
        var g = new Generator(7);
        var result = golden.GetProperty("name").GetString() switch
        {
            "uniform_" => Init.Uniform(x, N("a", 0), N("b", 1), g),
            "normal_" => Init.Normal(x, N("mean", 0), N("std", 1), g),
            "trunc_normal_" => Init.TruncNormal(x, N("mean", 0), N("std", 1), N("a", -2), N("b", 2), g),
            "constant_" => Init.Constant(x, N("val", 0)),
            "ones_" => Init.Ones(x),
            "zeros_" => Init.Zeros(x),
            "eye_" => Init.Eye(x),
            "dirac_" => Init.Dirac(x, (int)N("groups", 1)),
            "xavier_uniform_" => Init.XavierUniform(x, N("gain", 1), g),
            "xavier_normal_" => Init.XavierNormal(x, N("gain", 1), g),
            "kaiming_uniform_" => Init.KaimingUniform(x, N("a", 0), mode, follows, g),
            "kaiming_normal_" => Init.KaimingNormal(x, N("a", 0), mode, follows, g),
            "orthogonal_" => Init.Orthogonal(x, N("gain", 1), g),
            _ => Init.Sparse(x, N("sparsity", 0), N("std", 0.01), g),
        };
        Assert.Same(x, result);
        var bound = dtype == DType.Float32 ? 1e-6 : 1e-13;
        foreach (var (e, a) in golden.GetProperty("elements").EnumerateArray().Zip(x.ToArray<double>()))
            Assert.True(Math.Abs(e.GetDouble() - a) <= bound * Math.Max(1, Math.Abs(a)),
                $"{golden.GetProperty("name")} {arguments}: {a:R}, and PyTorch has {e.GetDouble():R}");
    }

    [Fact]
    public void OrthogonalMatricesAreOrthogonal()
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16, DType.Float16])
        {
            var weight = Init.Orthogonal(Tensor.Zeros([20, 5, 3], dtype, requiresGrad: true), 3).Detach().To(DType.Float64).Reshape(20, 15);
            Assert.True((weight.T.Matmul(weight) - 9 * Tensor.Eye(15, dtype: DType.Float64)).Abs().Max().Item() < (dtype.IsHalf ? 0.1 : 1e-5));
        }
        Assert.Equal(0, Init.Orthogonal(Tensor.Zeros([0, 3])).Count);
        Assert.Throws<ArgumentException>(() => Init.Orthogonal(Tensor.Zeros([3])));
    }

    [Fact]
    public void ParametersAreFilledInPlaceAndNothingIsRecorded()
    {
        var weight = Tensor.Zeros([4, 3], requiresGrad: true);
        Assert.Same(weight, Init.Constant(weight, 0.5));
        Assert.Equal(6, weight.Sum().Item());
        Init.Ones(weight);
        Assert.Equal(12, weight.Sum().Item());
        Init.TruncNormal(weight, 5, 1, 4, 6);
        Assert.True(weight.Min().Item() >= 4 && weight.Max().Item() <= 6 && weight.Max().Item() > weight.Min().Item());
        Init.Sparse(weight, 0.5);
        Assert.Equal([2, 2, 2], weight.Eq(0).Sum(0).ToArray<long>());
        Init.Zeros(weight);
        Assert.True(weight.IsLeaf && weight.RequiresGrad);
    }

    [Fact]
    public void GainsAreThoseOfTheLiterature()
    {
        Assert.Equal(1, Init.CalculateGain(Nonlinearity.Sigmoid));
        Assert.Equal(5.0 / 3, Init.CalculateGain(Nonlinearity.Tanh));
        Assert.Equal(Math.Sqrt(2), Init.CalculateGain(Nonlinearity.ReLU));
        Assert.Equal(Math.Sqrt(2 / 1.04), Init.CalculateGain(Nonlinearity.LeakyReLU, 0.2));
        Assert.Equal((6, 15), Init.CalculateFanInAndFanOut(Tensor.Zeros([5, 2, 3])));
    }

    [Fact]
    public void WhatHasNoFanIsRefused()
    {
        Assert.Throws<ArgumentException>(() => Init.XavierUniform(Tensor.Zeros([3])));
        Assert.Throws<ArgumentException>(() => Init.KaimingNormal(Tensor.Zeros([3])));
        Assert.Throws<ArgumentException>(() => Init.Eye(Tensor.Zeros([3])));
        Assert.Throws<ArgumentException>(() => Init.Dirac(Tensor.Zeros([3, 3])));
        Assert.Throws<ArgumentException>(() => Init.Dirac(Tensor.Zeros([3, 3, 1]), 2));
        Assert.ThrowsAny<ArgumentException>(() => Init.Sparse(Tensor.Zeros([3, 3]), 1.5));
        Assert.ThrowsAny<ArgumentException>(() => Init.TruncNormal(Tensor.Zeros([3, 3]), std: 0));
    }
}
