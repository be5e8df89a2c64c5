namespace Adjoint.Nn;

/// <summary>What <see cref="AvgPool1d"/>, <see cref="AvgPool2d"/> and <see cref="AvgPool3d"/> share.</summary>
public abstract class AvgPool : Module
{
    /// <summary>Makes a layer.</summary>
    /// <param name="rank">The number of spatial dimensions.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">From one window to the next; the size of a window if left out.</param>
    /// <param name="padding">Zeros around the input; at most half a window.</param>
    /// <param name="ceilMode">Whether a last window that reaches beyond the input counts.</param>
    /// <param name="countIncludePad">Whether the zeros around the input count as elements.</param>
    /// <param name="divisorOverride">What sums are divided by instead.</param>
    /// <exception cref="ArgumentException">A size is not positive, or a list has the wrong length.</exception>
    private protected AvgPool(
        int rank, Sizes kernelSize, Sizes? stride, Sizes padding, bool ceilMode, bool countIncludePad, long? divisorOverride)
    {
        Checks.Window(TypeName, rank, kernelSize, stride, padding, null);
        (KernelSize, Stride, Padding, CeilMode, CountIncludePad, DivisorOverride) =
            (kernelSize, stride ?? kernelSize, padding, ceilMode, countIncludePad, divisorOverride);
    }

    private protected Sizes KernelSize { get; }

    private protected Sizes Stride { get; }

    private protected Sizes Padding { get; }

    private protected bool CeilMode { get; }

    private protected bool CountIncludePad { get; }

    private protected long? DivisorOverride { get; }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"kernel_size={KernelSize}, stride={Stride}, padding={Padding}";
}
