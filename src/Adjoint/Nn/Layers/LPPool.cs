namespace Adjoint.Nn;

/// <summary>What <see cref="LPPool1d"/>, <see cref="LPPool2d"/> and <see cref="LPPool3d"/> share.</summary>
public abstract class LPPool : Module
{
    /// <summary>Makes a layer.</summary>
    /// <param name="rank">The number of spatial dimensions.</param>
    /// <param name="normType">p.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">From one window to the next; the size of a window if left out.</param>
    /// <param name="ceilMode">Whether a last window that reaches beyond the input counts.</param>
    /// <exception cref="ArgumentException">A size is not positive, or a list has the wrong length.</exception>
    private protected LPPool(int rank, double normType, Sizes kernelSize, Sizes? stride, bool ceilMode)
    {
        Checks.Window(TypeName, rank, kernelSize, stride, 0, null);
        (NormType, KernelSize, Stride, CeilMode) = (normType, kernelSize, stride, ceilMode);
    }

    private protected double NormType { get; }

    private protected Sizes KernelSize { get; }

    private protected Sizes? Stride { get; }

    private protected bool CeilMode { get; }

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() =>
        $"norm_type={NormType:R}, kernel_size={KernelSize}, " +
        $"stride={(Stride is { } given ? given.ToString() : "None")}, ceil_mode={Repr.Of(CeilMode)}";
}
