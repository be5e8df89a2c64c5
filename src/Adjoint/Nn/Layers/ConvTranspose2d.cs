namespace Adjoint.Nn;

/// <summary>
/// A transposed convolution over two spatial dimensions: the map whose gradient is a convolution, which makes images larger where
/// its stride is more than 1. See <see cref="Functional.ConvTranspose2d"/>.
/// </summary>
public sealed class ConvTranspose2d : ConvTranspose
{
    /// <summary>Makes a layer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <inheritdoc cref="ConvTranspose(int, long, long, Sizes, Sizes, Sizes, Sizes, long, bool, Sizes, DType)" path="/param|/exception"/>
    public ConvTranspose2d(
        long inChannels, long outChannels, Sizes kernelSize, Sizes? stride = null, Sizes padding = default, Sizes outputPadding = default,
        long groups = 1, bool bias = true, Sizes? dilation = null, DType dtype = DType.Float32)
        : base(2, inChannels, outChannels, kernelSize, stride ?? 1, padding, outputPadding, groups, bias, dilation ?? 1, dtype)
    {
    }

    private protected override Tensor Convolve(Tensor x, Sizes outputPadding) =>
        Functional.ConvTranspose2d(x, Weight, Bias, Stride, Padding, outputPadding, Groups, Dilation);
}

public static partial class Functional
{
    /// <summary>
    /// A transposed convolution over two spatial dimensions: each input adds its value, times the kernel, to the outputs from its place
    /// times stride - padding on. It is the gradient of a convolution with the same weight and options with respect to its input.
    /// </summary>
    /// <param name="input">x: [N, C, H, W], or without N.</param>
    /// <param name="weight">W: [C, K / groups, kh, kw].</param>
    /// <param name="bias">b: [K], or null.</param>
    /// <param name="stride">From one input to the next in the output; 1 if left out.</param>
    /// <param name="padding">How much is cut off on each side of the output; none if left out.</param>
    /// <param name="outputPadding">How much the output is longer at its end; smaller than stride or dilation.</param>
    /// <param name="groups">Parts the channels are divided into that do not see each other.</param>
    /// <param name="dilation">From one kernel element to the next in the output; 1 if left out.</param>
    /// <returns>[N, K, ...], with (size - 1) stride - 2 padding + dilation (kernel - 1) + outputPadding + 1 along each
    /// spatial dimension.</returns>
    /// <exception cref="ArgumentException">The shapes or types do not fit together, or an output size is not positive.</exception>
    public static Tensor ConvTranspose2d(
        Tensor input, Tensor weight, Tensor? bias = null, Sizes? stride = null, Sizes padding = default, Sizes outputPadding = default,
        long groups = 1, Sizes? dilation = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.ConvolveTransposed(2, weight, bias, stride ?? 1, padding, outputPadding, groups, dilation ?? 1);
    }
}
