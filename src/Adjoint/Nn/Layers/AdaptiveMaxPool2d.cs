namespace Adjoint.Nn;

/// <summary>The largest elements of as many windows over the last two dimensions as are asked for, which share the input evenly.</summary>
/// <inheritdoc cref="AdaptivePool(int, AdaptiveSizes)" path="/param|/exception"/>
public sealed class AdaptiveMaxPool2d(AdaptiveSizes outputSize) : AdaptivePool(2, outputSize)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.AdaptiveMaxPool2d(x, OutputSize);
}

public static partial class Functional
{
    /// <summary>
    /// The largest elements of windows over the last two dimensions: window o of out goes from ⌊o in / out⌋ to ⌈(o + 1) in / out⌉.
    /// </summary>
    /// <param name="input">x: [N, C, H, W], or without N.</param>
    /// <param name="outputSize">The size of the output along each dimension; null is that of the input.</param>
    /// <exception cref="ArgumentException">The input has another number of dimensions, or a size is negative.</exception>
    public static Tensor AdaptiveMaxPool2d(Tensor input, AdaptiveSizes outputSize) =>
        AdaptiveMaxPool2dWithIndices(input, outputSize).Values;

    /// <summary>The largest element of each window, and its place in the channel, counted row by row (Int64).</summary>
    /// <inheritdoc cref="AdaptiveMaxPool2d"/>
    public static (Tensor Values, Tensor Indices) AdaptiveMaxPool2dWithIndices(Tensor input, AdaptiveSizes outputSize)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.PooledMaxTo(2, outputSize);
    }
}
