namespace Adjoint.Nn;

/// <summary>What <see cref="Conv1d"/>, <see cref="Conv2d"/> and <see cref="Conv3d"/> share.</summary>
public abstract class Conv : ConvBase
{
    /// <summary>Makes a layer.</summary>
    /// <param name="rank">The number of spatial dimensions.</param>
    /// <param name="inChannels">The channels of the input.</param>
    /// <param name="outChannels">The channels of the output.</param>
    /// <param name="kernelSize">The size of the kernel.</param>
    /// <param name="stride">How far the kernel moves; 1 if left out.</param>
    /// <param name="padding">What is put around the input: numbers, or <see cref="ConvPadding.Same"/>; nothing if left out.</param>
    /// <param name="dilation">The distance of kernel elements; 1 if left out.</param>
    /// <param name="groups">Parts the channels are divided into that do not see each other.</param>
    /// <param name="bias">Whether a number is added to each output channel.</param>
    /// <param name="paddingMode">What the padding consists of.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentException">Groups do not divide the channels, or a list has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of channels or groups is negative.</exception>
    private protected Conv(
        int rank, long inChannels, long outChannels, Sizes kernelSize, Sizes stride, ConvPadding padding, Sizes dilation, long groups,
        bool bias, PaddingMode paddingMode, DType dtype)
        : base(rank, inChannels, outChannels, kernelSize, stride, dilation, groups, bias, transposed: false, dtype)
    {
        (Padding, PaddingMode) = (padding.AsTuple(rank), paddingMode);
        // Says at once what would not work with the first input.
        var (before, _) = Padding.Around(KernelSize.AsSpan(), Stride.AsSpan().ToArray(), Dilation.AsSpan().ToArray(), TypeName);
        if (before.Any(size => size < 0))
            throw new ArgumentException($"{TypeName}: padding cannot be negative, and is {Padding}.", nameof(padding));
    }

    /// <summary>What is put around the input.</summary>
    public ConvPadding Padding { get; }

    /// <summary>What the padding consists of.</summary>
    public PaddingMode PaddingMode { get; }

    private protected abstract Tensor Convolve(Tensor x, ConvPadding padding);

    /// <inheritdoc/>
    protected sealed override Tensor Forward(Tensor x)
    {
        Check(x);
        return PaddingMode == PaddingMode.Constant ? Convolve(x, Padding) : Convolve(Functional.Pad(x, Pads(), PaddingMode), 0);
    }

    // The innermost dimension first, as Pad takes them.
    long[] Pads()
    {
        var (before, after) = Padding.Around(KernelSize.AsSpan(), Stride.AsSpan().ToArray(), Dilation.AsSpan().ToArray(), GetType().Name);
        var pads = new long[2 * Rank];
        for (var i = 0; i < Rank; i++) (pads[2 * i], pads[2 * i + 1]) = (before[^(i + 1)], after[^(i + 1)]);
        return pads;
    }

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() =>
        Repr(Padding, null, PaddingMode == PaddingMode.Constant ? "" : $", padding_mode={PaddingMode.ToString().ToLowerInvariant()}");
}
