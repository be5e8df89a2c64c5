namespace Adjoint.Nn;

/// <summary>The mean of each window that slides over the last two dimensions of [N, C, H, W].</summary>
/// <inheritdoc cref="AvgPool(int, Sizes, Sizes?, Sizes, bool, bool, long?)" path="/param|/exception"/>
public sealed class AvgPool2d(
    Sizes kernelSize, Sizes? stride = null, Sizes padding = default, bool ceilMode = false, bool countIncludePad = true,
    long? divisorOverride = null)
    : AvgPool(2, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) =>
        Functional.AvgPool2d(x, KernelSize, Stride, Padding, CeilMode, CountIncludePad, DivisorOverride);
}

public static partial class Functional
{
    /// <summary>The mean of each window that slides over the last two dimensions.</summary>
    /// <param name="input">x: [N, C, H, W], or without N.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">From one window to the next; the size of a window if left out.</param>
    /// <param name="padding">Zeros around the input; at most half a window.</param>
    /// <param name="ceilMode">Whether a last window that reaches beyond the input counts.</param>
    /// <param name="countIncludePad">Whether the zeros around the input count as elements.</param>
    /// <param name="divisorOverride">What sums are divided by instead.</param>
    /// <returns>[N, C, ...], with (size + 2 padding - kernel) / stride + 1 along each spatial dimension, rounded down, or up.</returns>
    /// <exception cref="ArgumentException">The input has another number of dimensions or is not floating-point, the padding is too
    /// large, or no window fits.</exception>
    public static Tensor AvgPool2d(
        Tensor input, Sizes kernelSize, Sizes? stride = null, Sizes padding = default, bool ceilMode = false, bool countIncludePad = true,
        long? divisorOverride = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.PooledAverage(2, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
    }
}
