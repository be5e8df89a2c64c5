using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

[Collection(nameof(Alone))]
public class LayerTests
{
    [Fact]
    public void LinearBeginsWithPyTorchsNumbersForTheSameSeed()
    {
        var golden = Goldens.Linear;
        Tensor.ManualSeed(golden.GetProperty("seed").GetInt64());
        Linear layer = new(5, 3), second = new(40, 2, bias: false);
        Goldens.AssertClose(golden.GetProperty("weight"), layer.Weight.Detach(), 1e-7, "weight");
        Goldens.AssertClose(golden.GetProperty("bias"), layer.Bias!.Detach(), 1e-7, "bias");
        Goldens.AssertClose(golden.GetProperty("second"), second.Weight.Detach(), 1e-7, "second weight");
    }

    [Fact]
    public void LinearMultipliesTheLastDimensionAndAddsTheBias()
    {
        var layer = new Linear(2, 1);
        layer.Weight.Data.CopyFrom(Tensor.From(new float[,] { { 2, 3 } }));
        layer.Bias!.Data.Fill(10);
        Tensor x = Tensor.From(new float[,] { { 1, 0 }, { 0, 1 }, { 1, 1 } });
        Assert.Equal([12, 13, 15], layer.Call(x).ToArray<float>());
        Assert.Equal(new Shape([3, 1, 1]), layer.Call(x.Reshape(3, 1, 2)).Shape);
        Assert.Equal([12], layer.Call(x[0]).ToArray<float>());
        Assert.Equal(0, layer.Call(Tensor.Zeros([0, 2])).Count);
    }

    [Fact]
    public void LinearSaysInItsOwnWordsWhatDoesNotFit()
    {
        var layer = new Linear(3, 4);
        Assert.Contains(
            "Linear(in_features=3, out_features=4, bias=True): the last dimension of the input must be 3, but its shape is [2, 5].",
            Assert.Throws<ArgumentException>(() => layer.Call(Tensor.Zeros([2, 5]))).Message);
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => layer.Call(Tensor.Zeros([2, 3], DType.Float64))).Message);
        Assert.Throws<ArgumentException>(() => layer.Call(1f));
        Assert.Throws<ArgumentNullException>(() => layer.Call(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Linear(-1, 2));
    }

    [Fact]
    public void ALayerOfNoInputsOrNoOutputsIsPossible()
    {
        Assert.Equal(new Shape([2, 3]), new Linear(0, 3).Call(Tensor.Zeros([2, 0])).Shape);
        Assert.Equal(new Shape([2, 0]), new Linear(3, 0).Call(Tensor.Zeros([2, 3])).Shape);
    }

    [Fact]
    public void FlattenAndUnflattenAreOpposites()
    {
        var x = Tensor.Zeros([2, 3, 4, 5]);
        var flat = new Flatten().Call(x);
        Assert.Equal(new Shape([2, 60]), flat.Shape);
        Assert.Equal(x.Shape, new Unflatten(1, [3, 4, 5]).Call(flat).Shape);
        Assert.Equal("Unflatten(dim=1, unflattened_size=(3, 4, 5))", new Unflatten(1, [3, 4, 5]).ToString());
    }

    [Fact]
    public void DropoutActsWhileTrainingOnly()
    {
        Tensor.ManualSeed(0);
        var layer = new Dropout(0.25);
        var x = Tensor.Ones([1000]);
        var dropped = layer.Call(x).ToArray<float>();
        Assert.InRange(dropped.Count(element => element == 0), 200, 300);
        Assert.All(dropped, element => Assert.True(element == 0 || Math.Abs(element - 4 / 3f) < 1e-6));
        Assert.Same(x, layer.Eval().Call(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(double.NaN));
    }

    public static TheoryData<Module, string, Func<Tensor, Tensor>> Activations => new()
    {
        { new ReLU(), "ReLU()", F.Relu },
        { new LeakyReLU(0.2), "LeakyReLU(negative_slope=0.2)", x => F.LeakyRelu(x, 0.2) },
        { new ELU(2), "ELU(alpha=2.0)", x => F.Elu(x, 2) },
        { new SELU(), "SELU()", F.Selu },
        { new CELU(0.5), "CELU(alpha=0.5)", x => F.Celu(x, 0.5) },
        { new GELU(GeluApproximation.Tanh), "GELU(approximate='tanh')", x => F.Gelu(x, GeluApproximation.Tanh) },
        { new SiLU(), "SiLU()", F.Silu },
        { new Mish(), "Mish()", F.Mish },
        { new Softplus(2, 1), "Softplus(beta=2.0, threshold=1.0)", x => F.Softplus(x, 2, 1) },
        { new Softsign(), "Softsign()", F.Softsign },
        { new Hardtanh(-0.5, 2), "Hardtanh(min_val=-0.5, max_val=2.0)", x => F.Hardtanh(x, -0.5, 2) },
        { new Hardsigmoid(), "Hardsigmoid()", F.Hardsigmoid },
        { new Hardswish(), "Hardswish()", F.Hardswish },
        { new LogSigmoid(), "LogSigmoid()", F.LogSigmoid },
        { new Sigmoid(), "Sigmoid()", F.Sigmoid },
        { new Tanh(), "Tanh()", F.Tanh },
        { new Softmax(-1), "Softmax(dim=-1)", x => F.Softmax(x, -1) },
        { new LogSoftmax(0), "LogSoftmax(dim=0)", x => F.LogSoftmax(x, 0) },
        { new Identity(), "Identity()", x => x },
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void ActivationModulesDoWhatTheirFunctionDoesAndPrintTheirArguments(Module module, string printed, Func<Tensor, Tensor> function)
    {
        Tensor x = Tensor.From(new float[,] { { -3, -0.3f, 0 }, { 0.4f, 1.5f, 7 } });
        Assert.Equal(function(x).ToArray<float>(), module.Call(x).ToArray<float>());
        Assert.Equal(printed, module.ToString());
        Assert.Empty(module.StateDict());
    }

    [Theory]
    [InlineData(1, "1.0")]
    [InlineData(0.01, "0.01")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1.5e-8, "1.5e-08")]
    [InlineData(-2.5e20, "-2.5e+20")]
    [InlineData(123456789.125, "123456789.125")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(double.PositiveInfinity, "inf")]
    public void NumbersPrintAsInPython(double number, string text) => Assert.Equal(text, Repr.Of(number));
}
