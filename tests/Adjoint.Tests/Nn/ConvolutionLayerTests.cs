using System.Text.Json;
using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

[Collection(nameof(Alone))]
public class ConvolutionLayerTests
{
    [Fact]
    public void ConvolutionsBeginAndPrintAsPyTorchsDo()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(TestFiles.Golden("convolution.json")));
        Tensor.ManualSeed(5);
        Module[] layers =
        [
            new Conv1d(2, 3, 4, padding: ConvPadding.Same), new Conv2d(4, 6, (3, 2), 2, 1, groups: 2, paddingMode: PaddingMode.Reflect),
            new Conv3d(1, 2, 2, dilation: (1, 2, 1), bias: false), new ConvTranspose2d(4, 6, 3, 2, 1, 1, groups: 2),
        ];
        foreach (var layer in layers)
        {
            var expected = golden.RootElement.GetProperty(layer.GetType().Name);
            Assert.Equal(expected.GetProperty("printed").GetString(), layer.ToString());
            Assert.Equal(expected.EnumerateObject().Select(entry => entry.Name).Where(name => name != "printed"), layer.StateDict().Keys);
            foreach (var (name, value) in layer.StateDict()) Goldens.AssertClose(expected.GetProperty(name), value, 1e-7, $"{layer.GetType().Name}.{name}");
        }
    }

    [Fact]
    public void PaddingModesContinueTheInput()
    {
        var x = Tensor.Arange(4).To(DType.Float32).Reshape(1, 1, 4);
        Tensor Run(PaddingMode mode)
        {
            var layer = new Conv1d(1, 1, 3, padding: 1, bias: false, paddingMode: mode);
            layer.Weight.Data.Fill(1);
            return layer.Call(x);
        }
        Assert.Equal([1, 3, 6, 5], Run(PaddingMode.Constant).ToArray<float>());
        Assert.Equal([2, 3, 6, 7], Run(PaddingMode.Reflect).ToArray<float>());
        Assert.Equal([1, 3, 6, 8], Run(PaddingMode.Replicate).ToArray<float>());
        Assert.Equal([4, 3, 6, 5], Run(PaddingMode.Circular).ToArray<float>());
    }

    [Fact]
    public void ATransposedConvolutionCanBeToldTheSizeOfItsOutput()
    {
        var layer = new ConvTranspose2d(2, 3, 3, 2, 1);
        var x = Tensor.Randn([1, 2, 4, 4]);
        Assert.Equal([1, 3, 7, 7], layer.Call(x).Shape.ToArray());
        Assert.Equal([1, 3, 8, 7], layer.Call(x, (8, 7)).Shape.ToArray());
        Assert.Contains("can be from 7 to 8 along spatial dimension 0, not 9", Assert.Throws<ArgumentException>(() => layer.Call(x, 9)).Message);
    }

    [Fact]
    public void LayersSayInTheirOwnWordsWhatDoesNotFit()
    {
        var layer = new Conv2d(3, 4, 3);
        Assert.Contains("Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1)): the input must have 3 channels and 2 spatial dimension(s)",
            Assert.Throws<ArgumentException>(() => layer.Call(Tensor.Zeros([1, 2, 5, 5]))).Message);
        Assert.Contains("the weight is Float32, but the input is Float64",
            Assert.Throws<ArgumentException>(() => layer.Call(Tensor.Zeros([3, 5, 5], DType.Float64))).Message);
        Assert.Contains("groups must divide", Assert.Throws<ArgumentException>(() => new Conv2d(3, 4, 3, groups: 2)).Message);
        Assert.Contains("padding Same needs strides of 1", Assert.Throws<ArgumentException>(() => new Conv2d(3, 4, 3, 2, ConvPadding.Same)).Message);
        Assert.Contains("ZeroPad2d: the padding needs one number, or 4", Assert.Throws<ArgumentException>(() => new ZeroPad2d((1, 2, 3))).Message);
    }

    public static TheoryData<Module, string, Func<Tensor, Tensor>> Layers => new()
    {
        { new MaxPool2d(3, 2, 1), "MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)", x => F.MaxPool2d(x, 3, 2, 1) },
        { new AvgPool2d(2), "AvgPool2d(kernel_size=2, stride=2, padding=0)", x => F.AvgPool2d(x, 2) },
        { new AdaptiveAvgPool2d((null, 2)), "AdaptiveAvgPool2d(output_size=(None, 2))", x => F.AdaptiveAvgPool2d(x, (null, 2)) },
        { new AdaptiveMaxPool2d(2), "AdaptiveMaxPool2d(output_size=2)", x => F.AdaptiveMaxPool2d(x, 2) },
        { new LPPool2d(2, 2), "LPPool2d(norm_type=2, kernel_size=2, stride=None, ceil_mode=False)", x => F.LPPool2d(x, 2, 2) },
        { new ConstantPad2d(1, 0.5), "ConstantPad2d(padding=(1, 1, 1, 1), value=0.5)", x => F.Pad(x, [1, 1, 1, 1], value: 0.5) },
        { new ZeroPad2d([1, 0, 2, 0]), "ZeroPad2d((1, 0, 2, 0))", x => F.Pad(x, [1, 0, 2, 0]) },
        { new ReflectionPad2d(1), "ReflectionPad2d((1, 1, 1, 1))", x => F.Pad(x, [1, 1, 1, 1], PaddingMode.Reflect) },
        { new ReplicationPad2d(1), "ReplicationPad2d((1, 1, 1, 1))", x => F.Pad(x, [1, 1, 1, 1], PaddingMode.Replicate) },
        { new CircularPad2d(1), "CircularPad2d((1, 1, 1, 1))", x => F.Pad(x, [1, 1, 1, 1], PaddingMode.Circular) },
    };

    [Theory, MemberData(nameof(Layers))]
    public void LayersDoWhatTheirFunctionDoesAndPrintTheirArguments(Module layer, string printed, Func<Tensor, Tensor> function)
    {
        var x = Tensor.Randn([2, 3, 6, 7]);
        Assert.Equal(function(x).ToArray<float>(), layer.Call(x).ToArray<float>());
        Assert.Equal(printed, layer.ToString());
        Assert.Empty(layer.StateDict());
    }

    [Fact]
    public void UnpoolingPutsTheLargestElementsBack()
    {
        var x = Tensor.Randn([1, 2, 4, 4]);
        var (values, indices) = F.MaxPool2dWithIndices(x, 2);
        var back = new MaxUnpool2d(2).Call(values, indices);
        Assert.Equal(x.Shape, back.Shape);
        Assert.Equal(
            values.ToArray<float>(), F.MaxPool2d(Tensor.Where(back.Eq(0), Tensor.Full([], double.NegativeInfinity, DType.Float32), back), 2).ToArray<float>());
        Assert.Equal("MaxUnpool2d(kernel_size=(2, 2), stride=(2, 2), padding=(0, 0))", new MaxUnpool2d(2).ToString());
    }
}
