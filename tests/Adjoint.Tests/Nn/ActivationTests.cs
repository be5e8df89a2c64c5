using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

/// <summary>Activations as modules: what they compute, how they print, what they do while training.</summary>
public class ActivationTests
{
    static readonly Tensor s_x = Tensor.Linspace(-7, 7, 60).Reshape(3, 4, 5);

    public static TheoryData<string> Printed => [.. s_modules.Keys];

    static readonly Dictionary<string, (Module Module, Func<Tensor, Tensor> Function)> s_modules = new()
    {
        ["ReLU6()"] = (new ReLU6(), x => x.Relu6()),
        ["Tanhshrink()"] = (new Tanhshrink(), x => x.Tanhshrink()),
        ["Softshrink(0.7)"] = (new Softshrink(0.7), x => x.Softshrink(0.7)),
        ["Hardshrink(0.5)"] = (new Hardshrink(), x => x.Hardshrink(0.5)),
        ["Threshold(threshold=0.1, value=20.0)"] = (new Threshold(0.1, 20), x => x.Threshold(0.1, 20)),
        ["Softmin(dim=1)"] = (new Softmin(1), x => (-x).Softmax(1)),
        ["Softmax2d()"] = (new Softmax2d(), x => x.Softmax(0)),
        ["GLU(dim=1)"] = (new GLU(1), x => x.Narrow(1, 0, 2) * x.Narrow(1, 2, 2).Sigmoid()),
        ["RReLU(lower=0.125, upper=0.3333333333333333)"] = (new RReLU(), x => x.LeakyRelu((1.0 / 8 + 1.0 / 3) / 2)),
        ["PReLU(num_parameters=4)"] = (new PReLU(4), x => x.LeakyRelu(0.25)),
        ["GELU(approximate='tanh')"] = (new GELU(GeluApproximation.Tanh), x => 0.5 * x * (1 + ((x + 0.044715 * x * x * x) * Math.Sqrt(2 / Math.PI)).Tanh())),
    };

    [Theory, MemberData(nameof(Printed))]
    public void AModuleIsItsFunction(string text)
    {
        var (module, function) = s_modules[text];
        module.Eval();
        Assert.Equal(text, module.ToString());
        Reductions.Numbers.Close(function(s_x).ToArray<double>(), module.Call(s_x), 1e-6);
    }

    [Fact]
    public void SlopesAreDrawnWhileTraining()
    {
        var layer = new RReLU(0.1, 0.3);
        var x = Tensor.From([.. Enumerable.Repeat(-1.0, 1000), 0, 2]);
        x.RequiresGrad = true;
        var y = layer.Call(x);
        var slopes = (-y.Detach()).ToArray<double>()[..1000];
        Assert.All(slopes, slope => Assert.InRange(slope, 0.1, 0.3));
        Assert.Equal(0.2, slopes.Average(), 0.01);
        Assert.Equal([0, 2], y.ToArray<double>()[1000..]);
        y.Sum().Backward();
        Assert.Equal(slopes, x.Grad!.ToArray<double>()[..1000]);
        Assert.Equal(1, x.Grad.ToArray<double>()[1001]);
        Assert.Equal(-0.2, layer.Eval() is RReLU ? layer.Call(x).ToArray<double>()[0] : 0, 1e-12);
    }

    [Fact]
    public void SlopesAreLearned()
    {
        var layer = new PReLU(2);
        Tensor x = [[-1f, -2f], [3f, -4f]];
        layer.Call(x).Sum().Backward();
        Assert.Equal([-1, -6], layer.Weight.Grad!.ToArray<float>());
        Assert.Equal(["weight"], layer.StateDict().Keys);
    }

    [Fact]
    public void AHardChoiceHasTheGradientOfTheSoftOne()
    {
        var x = Tensor.Randn([6, 4], DType.Float64, requiresGrad: true);
        var weights = Tensor.Arange(24).Reshape(6, 4).To(DType.Float64);
        Tensor Gradient(bool hard)
        {
            x.Grad = null;
            (F.GumbelSoftmax(x, 0.5, hard, generator: new Generator(1)) * weights).Sum().Backward();
            return x.Grad!;
        }
        Reductions.Numbers.Close(Gradient(false).ToArray<double>(), Gradient(true), 1e-12);
        var choice = F.GumbelSoftmax(x, 0.5, hard: true).Detach();
        Assert.All(choice.Sum(1).ToArray<double>(), sum => Assert.Equal(1, sum, 1e-12));
        Assert.All(choice.ToArray<double>(), number => Assert.True(Math.Abs(number) < 1e-12 || Math.Abs(number - 1) < 1e-12));
    }
}
