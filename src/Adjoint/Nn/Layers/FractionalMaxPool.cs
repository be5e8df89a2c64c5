namespace Adjoint.Nn;

/// <summary>What <see cref="FractionalMaxPool2d"/> and <see cref="FractionalMaxPool3d"/> share.</summary>
/// <remarks>B. Graham, "Fractional Max-Pooling" (2015).</remarks>
public abstract class FractionalMaxPool : Module
{
    /// <summary>Makes a layer.</summary>
    /// <param name="rank">The number of spatial dimensions.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="outputSize">How many windows there are along each dimension.</param>
    /// <param name="outputRatio">The same as a fraction of the input's size.</param>
    /// <exception cref="ArgumentException">Neither a size nor a ratio is given, or both, or one is not positive.</exception>
    private protected FractionalMaxPool(int rank, Sizes kernelSize, Sizes? outputSize, ScaleFactors? outputRatio)
    {
        (KernelSize, OutputSize, OutputRatio) = (kernelSize, outputSize, outputRatio);
        if (outputSize is null == outputRatio is null)
            throw new ArgumentException($"{TypeName}: either outputSize or outputRatio must be given, and one of them only.");
        Checks.Positive(TypeName, nameof(kernelSize), kernelSize, rank);
        if (outputSize is { } size) Checks.Positive(TypeName, nameof(outputSize), size, rank);
        if (outputRatio is { } ratio && ratio.Expand(rank, TypeName).Any(each => each >= 1))
            throw new ArgumentException($"{TypeName}: outputRatio must be smaller than 1, and is {ratio}.", nameof(outputRatio));
    }

    private protected Sizes KernelSize { get; }

    private protected Sizes? OutputSize { get; }

    private protected ScaleFactors? OutputRatio { get; }
}
