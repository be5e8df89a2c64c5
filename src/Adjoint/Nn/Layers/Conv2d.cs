namespace Adjoint.Nn;

/// <summary>
/// A convolution over two spatial dimensions: from [N, C, H, W] to as many images of other channels, each a bias and a sum of weights
/// times the part of the image under the kernel. See <see cref="Functional.Conv2d"/> for the formula.
/// </summary>
public sealed class Conv2d : Conv
{
    /// <summary>Makes a layer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <inheritdoc cref="Conv(int, long, long, Sizes, Sizes, ConvPadding, Sizes, long, bool, PaddingMode, DType)"
    ///     path="/param|/exception"/>
    public Conv2d(
        long inChannels, long outChannels, Sizes kernelSize, Sizes? stride = null, ConvPadding padding = default, Sizes? dilation = null,
        long groups = 1, bool bias = true, PaddingMode paddingMode = PaddingMode.Constant, DType dtype = DType.Float32)
        : base(2, inChannels, outChannels, kernelSize, stride ?? 1, padding, dilation ?? 1, groups, bias, paddingMode, dtype)
    {
    }

    private protected override Tensor Convolve(Tensor x, ConvPadding padding) =>
        Functional.Conv2d(x, Weight, Bias, Stride, padding, Dilation, Groups);
}

public static partial class Functional
{
    /// <summary>
    /// A convolution over two spatial dimensions: <c>y[n, o, h, w] = b[o] + Σ W[o, i, j, k] x[n, i, h stride - padding + j dilation,
    /// w stride - padding + k dilation]</c>, summed over the input channels i of the group and the kernel; x is 0 outside.
    /// </summary>
    /// <param name="input">x: [N, C, H, W], or without N.</param>
    /// <param name="weight">W: [K, C / groups, kh, kw].</param>
    /// <param name="bias">b: [K], or null.</param>
    /// <param name="stride">From one output to the next in the input; 1 if left out.</param>
    /// <param name="padding">Zeros around the input; none if left out.</param>
    /// <param name="dilation">From one kernel element to the next in the input; 1 if left out.</param>
    /// <param name="groups">Parts the channels are divided into that do not see each other.</param>
    /// <returns>[N, K, ...], with (size + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded down,
    /// along each spatial dimension.</returns>
    /// <exception cref="ArgumentException">The shapes or types do not fit together, or the kernel does not fit into
    /// the padded input.</exception>
    public static Tensor Conv2d(
        Tensor input, Tensor weight, Tensor? bias = null, Sizes? stride = null, ConvPadding padding = default, Sizes? dilation = null,
        long groups = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Convolve(2, weight, bias, stride ?? 1, padding, dilation ?? 1, groups);
    }
}
