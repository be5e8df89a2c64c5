namespace Adjoint.Nn;

/// <summary>A layer like <see cref="ConvTranspose2d"/> that takes the number of its input's channels from the first one.</summary>
/// <inheritdoc cref="ConvTranspose(int, long, long, Sizes, Sizes, Sizes, Sizes, long, bool, Sizes, DType)" path="/param|/exception"/>
public sealed class LazyConvTranspose2d(
    long outChannels, Sizes kernelSize, Sizes? stride = null, Sizes padding = default, Sizes outputPadding = default,
    long groups = 1, bool bias = true, Sizes? dilation = null, DType dtype = DType.Float32)
    : ConvTranspose(2, 0, outChannels, kernelSize, stride ?? 1, padding, outputPadding, groups, bias, dilation ?? 1, dtype), ILazy
{
    bool ILazy.IsPending => InChannels == 0;

    private protected override Tensor Convolve(Tensor x, Sizes outputPadding) =>
        Functional.ConvTranspose2d(x, Weight, Bias, Stride, Padding, outputPadding, Groups, Dilation);
}
