namespace Adjoint.Nn;

/// <summary>What the adaptive pooling layers share.</summary>
public abstract class AdaptivePool : Module
{
    /// <summary>Makes a layer.</summary>
    /// <param name="rank">The number of spatial dimensions.</param>
    /// <param name="outputSize">The size of the output along each dimension.</param>
    /// <exception cref="ArgumentException">A size is negative, or the list has the wrong length.</exception>
    private protected AdaptivePool(int rank, AdaptiveSizes outputSize)
    {
        outputSize.Expand(new long[rank], TypeName);
        OutputSize = outputSize;
    }

    private protected AdaptiveSizes OutputSize { get; }

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() => $"output_size={OutputSize}";
}
