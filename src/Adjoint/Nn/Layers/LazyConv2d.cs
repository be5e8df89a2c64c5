namespace Adjoint.Nn;

/// <summary>A layer like <see cref="Conv2d"/> that takes the number of its input's channels from the first one.</summary>
/// <inheritdoc cref="Conv(int, long, long, Sizes, Sizes, ConvPadding, Sizes, long, bool, PaddingMode, DType)" path="/param|/exception"/>
public sealed class LazyConv2d(
    long outChannels, Sizes kernelSize, Sizes? stride = null, ConvPadding padding = default, Sizes? dilation = null,
    long groups = 1, bool bias = true, PaddingMode paddingMode = PaddingMode.Constant, DType dtype = DType.Float32)
    : Conv(2, 0, outChannels, kernelSize, stride ?? 1, padding, dilation ?? 1, groups, bias, paddingMode, dtype), ILazy
{
    bool ILazy.IsPending => InChannels == 0;

    private protected override Tensor Convolve(Tensor x, ConvPadding padding) =>
        Functional.Conv2d(x, Weight, Bias, Stride, padding, Dilation, Groups);
}
