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
