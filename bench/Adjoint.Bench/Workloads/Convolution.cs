using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Bench;

/// <summary>The convolutions of ResNet-18 and MobileNet, and other kinds: forward alone, and with the gradients of all operands.</summary>
internal static class Convolution
{
    public static IEnumerable<Workload> Workloads =>
        Cases.SelectMany(c => new Workload[] { new ConvolutionForward(c), new ConvolutionBackward(c) }).Append(new ResidualBlockPass());

    static IEnumerable<ConvolutionCase> Cases =>
    [
        new("7x7 stride 2, 3-64, 224", 1, 3, 224, 64, 7, Stride: 2, Padding: 3),
        new("7x7 stride 2, 3-64, 224, batch 8", 8, 3, 224, 64, 7, Stride: 2, Padding: 3),
        new("3x3, 64-64, 56", 1, 64, 56, 64, 3, Padding: 1),
        new("3x3, 64-64, 56, batch 8", 8, 64, 56, 64, 3, Padding: 1),
        new("3x3, 128-128, 28", 1, 128, 28, 128, 3, Padding: 1),
        new("3x3, 128-128, 28, batch 8", 8, 128, 28, 128, 3, Padding: 1),
        new("3x3, 256-256, 14, batch 8", 8, 256, 14, 256, 3, Padding: 1),
        new("3x3, 512-512, 7", 1, 512, 7, 512, 3, Padding: 1),
        new("3x3, 512-512, 7, batch 8", 8, 512, 7, 512, 3, Padding: 1),
        new("3x3 stride 2, 64-128, 56, batch 8", 8, 64, 56, 128, 3, Stride: 2, Padding: 1),
        new("1x1 stride 2, 64-128, 56, batch 8", 8, 64, 56, 128, 1, Stride: 2),
        new("1x1, 64-128, 56, batch 8", 8, 64, 56, 128, 1),
        new("1x1, 512-512, 14", 1, 512, 14, 512, 1),
        new("1x1, 512-512, 14, batch 8", 8, 512, 14, 512, 1),
        new("depthwise 3x3, 32, 112", 1, 32, 112, 32, 3, Padding: 1, Groups: 32),
        new("depthwise 3x3 stride 2, 64, 112, batch 8", 8, 64, 112, 64, 3, Stride: 2, Padding: 1, Groups: 64),
        new("depthwise 3x3, 512, 14, batch 8", 8, 512, 14, 512, 3, Padding: 1, Groups: 512),
        new("grouped 3x3, 32 x 4-4, 56, batch 8", 8, 128, 56, 128, 3, Padding: 1, Groups: 32),
        new("transposed 4x4 stride 2, 64-32, 28, batch 8", 8, 64, 28, 32, 4, Stride: 2, Padding: 1, Kind: ConvolutionKind.Transposed),
        new("1-d, 7, 64-64, 4096", 1, 64, 4096, 64, 7, Padding: 3, Kind: ConvolutionKind.OneDimensional),
        new("1-d dilated, 3, 64-64, 1024, batch 8", 8, 64, 1024, 64, 3, Padding: 4, Dilation: 4, Kind: ConvolutionKind.OneDimensional),
    ];
}

internal sealed class ConvolutionForward(ConvolutionCase c) : Workload($"{c.Name}: forward", Work.Flop(c.Flop))
{
    public override Func<Tensor?> SetUp()
    {
        var (x, weight, bias) = ConvolutionOperands.Make(c);
        return () =>
        {
            using var mode = Autograd.NoGrad();
            return ConvolutionOperands.Run(c, x, weight, bias);
        };
    }
}

internal sealed class ConvolutionBackward(ConvolutionCase c) : Workload($"{c.Name}: forward + backward", Work.Flop(3 * c.Flop))
{
    public override Func<Tensor?> SetUp()
    {
        var (x, weight, bias) = ConvolutionOperands.Make(c);
        x.RequiresGrad = weight.RequiresGrad = bias.RequiresGrad = true;
        var g = Tensor.RandnLike(ConvolutionOperands.Run(c, x, weight, bias));
        return () => Autograd.Grad(ConvolutionOperands.Run(c, x, weight, bias), [x, weight, bias], g)[1];
    }
}

/// <summary>A block of ResNet-18, forward and backward: relu(norm(conv(relu(norm(conv(x))))) + x).</summary>
internal sealed class ResidualBlockPass()
    : Workload("ResNet-18 block, 64, 56, batch 8: forward + backward", Work.Flop(6 * 2.0 * 8 * 64 * 64 * 9 * 56 * 56))
{
    public override Func<Tensor?> SetUp()
    {
        var x = Tensor.Randn([8, 64, 56, 56], requiresGrad: true);
        Conv2d first = new(64, 64, 3, padding: 1, bias: false), second = new(64, 64, 3, padding: 1, bias: false);
        BatchNorm2d firstNorm = new(64), secondNorm = new(64);
        var g = Tensor.RandnLike(x);
        return () =>
        {
            var hidden = firstNorm.Call(first.Call(x)).Relu();
            var y = (secondNorm.Call(second.Call(hidden)) + x).Relu();
            return Autograd.Grad(y, [x, first.Weight, second.Weight], g)[1];
        };
    }
}

internal static class ConvolutionOperands
{
    public static (Tensor X, Tensor Weight, Tensor Bias) Make(ConvolutionCase c)
    {
        var isFlat = c.Kind == ConvolutionKind.OneDimensional;
        var x = Tensor.Randn(isFlat ? [c.Batch, c.Inputs, c.Size] : [c.Batch, c.Inputs, c.Size, c.Size]);
        long first = c.Kind == ConvolutionKind.Transposed ? c.Inputs : c.Outputs;
        long second = c.Kind == ConvolutionKind.Transposed ? c.Outputs : c.Inputs / c.Groups;
        return (x, Tensor.Randn(isFlat ? [first, second, c.Kernel] : [first, second, c.Kernel, c.Kernel]), Tensor.Randn([c.Outputs]));
    }

    public static Tensor Run(ConvolutionCase c, Tensor x, Tensor weight, Tensor bias) => c.Kind switch
    {
        ConvolutionKind.Transposed => F.ConvTranspose2d(x, weight, bias, c.Stride, c.Padding),
        ConvolutionKind.OneDimensional => F.Conv1d(x, weight, bias, c.Stride, c.Padding, c.Dilation),
        _ => F.Conv2d(x, weight, bias, c.Stride, c.Padding, c.Dilation, c.Groups),
    };
}
