namespace Adjoint.Nn;

/// <summary>What the adaptive pooling layers share.</summary>
/// <param name="outputSize">The size of the output along each dimension.</param>
public abstract class AdaptivePool(AdaptiveSizes outputSize) : Module
{
    private protected AdaptiveSizes OutputSize => outputSize;

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() => $"output_size={outputSize}";
}
