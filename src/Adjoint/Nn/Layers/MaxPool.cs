namespace Adjoint.Nn;

/// <summary>What <see cref="MaxPool1d"/>, <see cref="MaxPool2d"/> and <see cref="MaxPool3d"/> share.</summary>
/// <param name="kernelSize">The size of a window.</param>
/// <param name="stride">From one window to the next; the size of a window if left out.</param>
/// <param name="padding">What is put around the input, smaller than anything; at most half a window.</param>
/// <param name="dilation">The distance of the elements of a window; 1 if left out.</param>
/// <param name="ceilMode">Whether a last window that reaches beyond the input counts.</param>
public abstract class MaxPool(Sizes kernelSize, Sizes? stride, Sizes padding, Sizes? dilation, bool ceilMode) : Module
{
    private protected Sizes KernelSize => kernelSize;

    private protected Sizes Stride => stride ?? kernelSize;

    private protected Sizes Padding => padding;

    private protected Sizes Dilation => dilation ?? 1;

    private protected bool CeilMode => ceilMode;

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() =>
        $"kernel_size={KernelSize}, stride={Stride}, padding={Padding}, dilation={Dilation}, ceil_mode={Repr.Of(CeilMode)}";
}
