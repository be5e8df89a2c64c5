namespace Adjoint.Nn;

/// <summary>
/// The largest elements of windows over the last three dimensions whose distances vary at random, so that the output can have any
/// smaller size: see <see cref="Functional.FractionalMaxPool3d"/>.
/// </summary>
/// <inheritdoc cref="FractionalMaxPool(int, Sizes, Sizes?, ScaleFactors?)" path="/param|/exception"/>
public sealed class FractionalMaxPool3d(Sizes kernelSize, Sizes? outputSize = null, ScaleFactors? outputRatio = null)
    : FractionalMaxPool(3, kernelSize, outputSize, outputRatio)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.FractionalMaxPool3d(x, KernelSize, OutputSize, OutputRatio);
}

public static partial class Functional
{
    /// <summary>
    /// The largest elements of windows whose distances vary between the two integers next to (size - kernel) / (output - 1), so that the
    /// last window ends where the input does. Where they begin depends on a number from 0 to 1 for each channel and dimension.
    /// </summary>
    /// <param name="input">x: [N, C, D, H, W], or without N.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="outputSize">How many windows there are along each dimension.</param>
    /// <param name="outputRatio">The same as a fraction of the input's size.</param>
    /// <param name="randomSamples">The numbers, [N, C, 3]; drawn if left out.</param>
    /// <exception cref="ArgumentException">The input has another number of dimensions or is not floating-point,
    /// or windows do not fit.</exception>
    public static Tensor FractionalMaxPool3d(
        Tensor input, Sizes kernelSize, Sizes? outputSize = null, ScaleFactors? outputRatio = null, Tensor? randomSamples = null) =>
        FractionalMaxPool3dWithIndices(input, kernelSize, outputSize, outputRatio, randomSamples).Values;

    /// <summary>The largest element of each window, and its place in the channel, counted row by row (Int64).</summary>
    /// <inheritdoc cref="FractionalMaxPool3d"/>
    public static (Tensor Values, Tensor Indices) FractionalMaxPool3dWithIndices(
        Tensor input, Sizes kernelSize, Sizes? outputSize = null, ScaleFactors? outputRatio = null, Tensor? randomSamples = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.PooledFractional(3, kernelSize, outputSize, outputRatio, randomSamples);
    }
}
