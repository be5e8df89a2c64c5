namespace Adjoint.Nn;

/// <summary>The means of as many windows over the last two dimensions as are asked for, which share the input evenly.</summary>
/// <inheritdoc cref="AdaptivePool(int, AdaptiveSizes)" path="/param|/exception"/>
public sealed class AdaptiveAvgPool2d(AdaptiveSizes outputSize) : AdaptivePool(2, outputSize)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.AdaptiveAvgPool2d(x, OutputSize);
}

public static partial class Functional
{
    /// <summary>
    /// The means of windows over the last two dimensions: window o of out goes from ⌊o in / out⌋ to ⌈(o + 1) in / out⌉.
    /// </summary>
    /// <param name="input">x: [N, C, H, W], or without N.</param>
    /// <param name="outputSize">The size of the output along each dimension; null is that of the input.</param>
    /// <exception cref="ArgumentException">The input has another number of dimensions or is not floating-point,
    /// or a size is negative.</exception>
    public static Tensor AdaptiveAvgPool2d(Tensor input, AdaptiveSizes outputSize)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.PooledAverageTo(2, outputSize);
    }
}
