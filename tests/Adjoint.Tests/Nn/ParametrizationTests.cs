using System.Text.Json;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Nn;

[Collection(nameof(Alone))]
public partial class ParametrizationTests
{
    static readonly JsonElement s_root = JsonDocument.Parse(File.ReadAllText(TestFiles.Golden("layers.json"))).RootElement;

    sealed partial class Positive(Tensor weight) : Parametrization
    {
        public Parameter Log { get; set; } = new(weight.Log());

        protected internal override Tensor Compute(bool training) => Log.Exp();
    }

    public static TheoryData<string> Names => [.. s_root.GetProperty("norms").EnumerateArray().Select(each => each.GetProperty("name").GetString()!)];

    static Module Make(string name) => name switch
    {
        "weight Linear 0" => WeightNorm.Apply(new Linear(4, 3)),
        "weight Linear whole" => WeightNorm.Apply(new Linear(4, 3), dim: null),
        "weight Linear bias" => WeightNorm.Apply(new Linear(4, 3), "bias"),
        "weight Conv2d 1" => WeightNorm.Apply(new Conv2d(2, 3, 2), dim: 1),
        "spectral Linear" => SpectralNorm.Apply(new Linear(4, 3)),
        "spectral Conv2d" => SpectralNorm.Apply(new Conv2d(2, 3, 2), nPowerIterations: 2),
        _ => SpectralNorm.Apply(new ConvTranspose2d(2, 3, 2)),
    };

    [Theory, MemberData(nameof(Names))]
    public void ItComputesAndLearnsWhatPyTorchDoes(string name)
    {
        var golden = s_root.GetProperty("norms").EnumerateArray().Single(each => each.GetProperty("name").GetString() == name);
        var layer = Make(name).To(DType.Float64);
        layer.LoadStateDict(golden.GetProperty("before").EnumerateObject().ToDictionary(entry => entry.Name, entry => Goldens.Read(entry.Value)));
        Assert.Equal(golden.GetProperty("parameters").EnumerateArray().Select(each => each.GetString()), layer.NamedParameters().Select(each => each.Name));
        Assert.Equal(golden.GetProperty("before").EnumerateObject().Select(entry => entry.Name), layer.StateDict().Keys);
        var x = Goldens.Read(golden.GetProperty("x"));
        var optimizer = new SGD(layer.Parameters(), lr: 0.1);
        foreach (var expected in golden.GetProperty("outputs").EnumerateArray())
        {
            var y = layer.Call(x);
            Goldens.AssertClose(expected, y.Detach(), 1e-11, "output");
            optimizer.ZeroGrad();
            (y * Image(y.Shape)).Sum().Backward();
            optimizer.Step();
        }
        foreach (var entry in golden.GetProperty("after").EnumerateObject()) Goldens.AssertClose(entry.Value, layer.StateDict()[entry.Name], 1e-11, entry.Name);
        using (Adjoint.Autograd.NoGrad()) Goldens.AssertClose(golden.GetProperty("eval"), layer.Eval().Call(x), 1e-11, "eval");
    }

    [Fact]
    public void TheSingularVectorsBeginWithPyTorchsNumbersForTheSameSeed()
    {
        Tensor.ManualSeed(7);
        var state = SpectralNorm.Apply(new Linear(4, 3)).StateDict();
        foreach (var entry in s_root.GetProperty("drawn").EnumerateObject()) Goldens.AssertClose(entry.Value, state[entry.Name], 1e-6, entry.Name);
    }

    [Fact]
    public void RemovedItLeavesTheParameterItComputed()
    {
        var layer = new Linear(3, 2);
        var (weight, before, x) = (layer.Weight, layer.Weight.Detach().Clone(), Tensor.Randn([4, 3]));
        WeightNorm.Apply(layer);
        Assert.False(layer.StateDict().ContainsKey("weight"));
        layer.Parameters().First(each => each.Shape == new Shape([2, 1])).Data.CopyFrom(Tensor.From(new float[,] { { 3 }, { 4 } }));
        var y = layer.Call(x);
        Assert.NotNull(layer.Weight.GradFn);
        WeightNorm.Remove(layer);
        Assert.Equal(["weight", "bias"], layer.StateDict().Keys);
        Assert.Same(weight, layer.Weight);
        Assert.True(layer.Weight is { IsLeaf: true, RequiresGrad: true });
        Assert.Equal(y.Detach().ToArray<float>(), layer.Call(x).Detach().ToArray<float>());
        Assert.Equal([3f, 4f], layer.Weight.Detach().Norm(2, 1).ToArray<float>().Select(each => MathF.Round(each, 5)));
        Assert.NotEqual(before.ToArray<float>(), layer.Weight.Detach().ToArray<float>());
    }

    [Fact]
    public void ASpectralNormBringsTheLargestSingularValueToOne()
    {
        var layer = SpectralNorm.Apply(new Linear(6, 5), nPowerIterations: 100);
        layer.Call(Tensor.Zeros([1, 6]));
        var w = layer.Weight.Detach();
        var x = Tensor.Randn([6]);
        for (var i = 0; i < 200; i++)
        {
            x = w.T.Mv(w.Mv(x));
            x = x / x.Norm();
        }
        Assert.Equal(1, w.Mv(x).Norm().Item(), 4);
    }

    [Fact]
    public void AnybodyCanWriteOne()
    {
        var layer = new Linear(2, 1, bias: false);
        layer.Weight.Data.Fill(2);
        Parametrization.Apply(layer, "weight", weight => new Positive(weight));
        Assert.Equal(["weight_log"], layer.StateDict().Keys);
        var y = layer.Call(Tensor.From([3f, 5f]));
        Assert.Equal(16, y.Item(), 5);
        y.Backward();
        Assert.Equal([6f, 10f], layer.Parameters().Single().Grad!.ToArray<float>().Select(each => MathF.Round(each, 4)));
        Assert.Null(layer.Weight.Grad);
    }

    [Fact]
    public void APartOfARecurrentLayerCanBeComputed()
    {
        var layer = WeightNorm.Apply(new LSTM(3, 2), "weight_hh_l0");
        Assert.Contains("weight_hh_l0_g", layer.StateDict().Keys);
        layer.Call(Tensor.Randn([4, 1, 3])).Item1.Sum().Backward();
        Assert.All(layer.Parameters(), parameter => Assert.NotNull(parameter.Grad));
    }

    [Fact]
    public void WhatCannotBeComputedIsNamed()
    {
        var e = Assert.Throws<ArgumentException>(() => WeightNorm.Apply(new Linear(2, 3), "scale"));
        Assert.Contains("Linear has no parameter 'scale' to compute; it has weight, bias.", e.Message);
        Assert.Contains("it has bias, weight_g, weight_v",
            Assert.Throws<ArgumentException>(() => WeightNorm.Apply(WeightNorm.Apply(new Linear(2, 3)))).Message);
        Assert.Contains("ParameterList is not called itself",
            Assert.Throws<ArgumentException>(() => WeightNorm.Apply(new ParameterList(new Parameter(Tensor.Ones([2]))), "0")).Message);
        Assert.Contains("no dimension 2", Assert.Throws<ArgumentOutOfRangeException>(() => WeightNorm.Apply(new Linear(2, 3), dim: 2)).Message);
        Assert.Contains("SpectralNorm: a weight of shape [3]",
            Assert.Throws<ArgumentOutOfRangeException>(() => SpectralNorm.Apply(new Linear(2, 3), "bias")).Message);
        Assert.Contains("Linear computes no parameter 'weight'", Assert.Throws<ArgumentException>(() => WeightNorm.Remove(new Linear(2, 3))).Message);
        var wrong = Parametrization.Apply(new Linear(2, 3), "weight", weight => new Positive(weight.Abs()[0]));
        Assert.Contains("Positive: computed a tensor of shape [2] for a parameter of Linear whose shape is [3, 2]",
            Assert.Throws<InvalidOperationException>(() => wrong.Call(Tensor.Ones([2]))).Message);
    }

    static Tensor Image(Shape shape)
    {
        var places = Tensor.Arange(shape.Count).To(DType.Float64) * 0.6180339887498949;
        return ((places - places.Floor()) * 4 - 2).Reshape(shape);
    }
}
