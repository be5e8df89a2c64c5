namespace Adjoint.Nn;

/// <summary>What <see cref="MaxPool1d"/>, <see cref="MaxPool2d"/> and <see cref="MaxPool3d"/> share.</summary>
public abstract class MaxPool : Module
{
    /// <summary>Makes a layer.</summary>
    /// <param name="rank">The number of spatial dimensions.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">From one window to the next; the size of a window if left out.</param>
    /// <param name="padding">What is put around the input, smaller than anything; at most half a window.</param>
    /// <param name="dilation">The distance of the elements of a window; 1 if left out.</param>
    /// <param name="ceilMode">Whether a last window that reaches beyond the input counts.</param>
    /// <exception cref="ArgumentException">A size is not positive, or a list has the wrong length.</exception>
    private protected MaxPool(int rank, Sizes kernelSize, Sizes? stride, Sizes padding, Sizes? dilation, bool ceilMode)
    {
        Checks.Window(TypeName, rank, kernelSize, stride, padding, dilation);
        (KernelSize, Stride, Padding, Dilation, CeilMode) = (kernelSize, stride ?? kernelSize, padding, dilation ?? 1, ceilMode);
    }

    private protected Sizes KernelSize { get; }

    private protected Sizes Stride { get; }

    private protected Sizes Padding { get; }

    private protected Sizes Dilation { get; }

    private protected bool CeilMode { get; }

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() =>
        $"kernel_size={KernelSize}, stride={Stride}, padding={Padding}, dilation={Dilation}, ceil_mode={Repr.Of(CeilMode)}";
}
