namespace Adjoint.Nn;

/// <summary>What <see cref="ConvTranspose1d"/>, <see cref="ConvTranspose2d"/> and <see cref="ConvTranspose3d"/> share.</summary>
public abstract class ConvTranspose : ConvBase
{
    /// <summary>Makes a layer.</summary>
    /// <param name="rank">The number of spatial dimensions.</param>
    /// <param name="inChannels">The channels of the input.</param>
    /// <param name="outChannels">The channels of the output.</param>
    /// <param name="kernelSize">The size of the kernel.</param>
    /// <param name="stride">From one input to the next in the output; 1 if left out.</param>
    /// <param name="padding">How much is cut off on each side of the output; nothing if left out.</param>
    /// <param name="outputPadding">How much the output is longer at its end.</param>
    /// <param name="groups">Parts the channels are divided into that do not see each other.</param>
    /// <param name="bias">Whether a number is added to each output channel.</param>
    /// <param name="dilation">The distance of kernel elements; 1 if left out.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentException">Groups do not divide the channels, or a list has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of channels or groups is negative.</exception>
    private protected ConvTranspose(
        int rank, long inChannels, long outChannels, Sizes kernelSize, Sizes stride, Sizes padding, Sizes outputPadding, long groups,
        bool bias, Sizes dilation, DType dtype)
        : base(rank, inChannels, outChannels, kernelSize, stride, dilation, groups, bias, transposed: true, dtype)
    {
        Checks.Window(TypeName, rank, kernelSize, stride, padding, dilation);
        (Padding, OutputPadding) = (padding.AsTuple(rank), outputPadding.AsTuple(rank));
    }

    /// <summary>How much is cut off on each side of the output.</summary>
    public Sizes Padding { get; }

    /// <summary>How much the output is longer at its end.</summary>
    public Sizes OutputPadding { get; }

    private protected abstract Tensor Convolve(Tensor x, Sizes outputPadding);

    /// <summary>
    /// Computes the output, of the given spatial sizes: of those that are possible with the stride, which one is a choice.
    /// </summary>
    /// <param name="x">The input.</param>
    /// <param name="outputSize">The spatial sizes of the output.</param>
    /// <exception cref="ArgumentException">There can be no output of that size.</exception>
    public Tensor Call(Tensor x, Sizes outputSize)
    {
        Check(x);
        var wanted = outputSize.Expand(Rank, GetType().Name, "outputSize");
        var extra = new long[Rank];
        for (var i = 0; i < Rank; i++)
        {
            var (stride, kernel) = (Stride.AsSpan()[i], Dilation.AsSpan()[i] * (KernelSize.AsSpan()[i] - 1) + 1);
            var least = (x.Size(i - Rank) - 1) * stride - 2 * Padding.AsSpan()[i] + kernel;
            extra[i] = wanted[i] - least;
            if (extra[i] < 0 || extra[i] >= stride)
                throw new ArgumentException(
                    $"{this}: the output of {x.Shape} can be from {least} to {least + stride - 1} along spatial dimension {i}, " +
                    $"not {wanted[i]}.", nameof(outputSize));
        }
        return Convolve(x, Sizes.Create(extra));
    }

    /// <inheritdoc/>
    protected sealed override Tensor Forward(Tensor x)
    {
        Check(x);
        return Convolve(x, OutputPadding);
    }

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() => Repr(Padding, OutputPadding, "");
}
