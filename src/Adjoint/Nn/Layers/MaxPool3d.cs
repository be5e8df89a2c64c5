namespace Adjoint.Nn;

/// <summary>The largest element of each window that slides over the last three dimensions of [N, C, D, H, W].</summary>
/// <inheritdoc cref="MaxPool(int, Sizes, Sizes?, Sizes, Sizes?, bool)" path="/param|/exception"/>
public sealed class MaxPool3d(
    Sizes kernelSize, Sizes? stride = null, Sizes padding = default, Sizes? dilation = null, bool ceilMode = false)
    : MaxPool(3, kernelSize, stride, padding, dilation, ceilMode)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.MaxPool3d(x, KernelSize, Stride, Padding, Dilation, CeilMode);
}

public static partial class Functional
{
    /// <summary>The largest element of each window that slides over the last three dimensions; NaN counts as the largest.
    /// The gradient goes to the first of equals.</summary>
    /// <param name="input">x: [N, C, D, H, W], or without N.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">From one window to the next; the size of a window if left out.</param>
    /// <param name="padding">What is put around the input, smaller than anything; at most half a window.</param>
    /// <param name="dilation">The distance of the elements of a window; 1 if left out.</param>
    /// <param name="ceilMode">Whether a last window that reaches beyond the input counts.</param>
    /// <returns>[N, C, ...], with (size + 2 padding - dilation (kernel - 1) - 1) / stride + 1 along each spatial dimension,
    /// rounded down, or up.</returns>
    /// <exception cref="ArgumentException">The input has another number of dimensions, the padding is too large,
    /// or no window fits.</exception>
    public static Tensor MaxPool3d(
        Tensor input, Sizes kernelSize, Sizes? stride = null, Sizes padding = default, Sizes? dilation = null, bool ceilMode = false) =>
        MaxPool3dWithIndices(input, kernelSize, stride, padding, dilation, ceilMode).Values;

    /// <summary>The largest element of each window, and its place in the channel, counted row by row (Int64).</summary>
    /// <inheritdoc cref="MaxPool3d"/>
    public static (Tensor Values, Tensor Indices) MaxPool3dWithIndices(
        Tensor input, Sizes kernelSize, Sizes? stride = null, Sizes padding = default, Sizes? dilation = null, bool ceilMode = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.PooledMax(3, kernelSize, stride, padding, dilation ?? 1, ceilMode);
    }
}
