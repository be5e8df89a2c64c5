namespace Adjoint.Nn;

/// <summary>What <see cref="LPPool1d"/>, <see cref="LPPool2d"/> and <see cref="LPPool3d"/> share.</summary>
/// <param name="normType">p.</param>
/// <param name="kernelSize">The size of a window.</param>
/// <param name="stride">From one window to the next; the size of a window if left out.</param>
/// <param name="ceilMode">Whether a last window that reaches beyond the input counts.</param>
public abstract class LPPool(double normType, Sizes kernelSize, Sizes? stride, bool ceilMode) : Module
{
    private protected double NormType => normType;

    private protected Sizes KernelSize => kernelSize;

    private protected Sizes? Stride => stride;

    private protected bool CeilMode => ceilMode;

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() =>
        $"norm_type={normType:R}, kernel_size={kernelSize}, stride={(stride is { } given ? given.ToString() : "None")}, ceil_mode={Repr.Of(ceilMode)}";
}
