namespace Adjoint.Nn;

/// <summary>The p-norm of each window that slides over the last dimension: (Σ xᵖ)^(1/p).</summary>
/// <inheritdoc cref="LPPool(int, double, Sizes, Sizes?, bool)" path="/param|/exception"/>
public sealed class LPPool1d(double normType, Sizes kernelSize, Sizes? stride = null, bool ceilMode = false)
    : LPPool(1, normType, kernelSize, stride, ceilMode)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.LPPool1d(x, NormType, KernelSize, Stride, CeilMode);
}

public static partial class Functional
{
    /// <summary>The p-norm of each window that slides over the last dimension: (Σ xᵖ)^(1/p), where the sum is not negative.</summary>
    /// <param name="input">x: [N, C, L], or without N.</param>
    /// <param name="normType">p.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">From one window to the next; the size of a window if left out.</param>
    /// <param name="ceilMode">Whether a last window that reaches beyond the input counts.</param>
    /// <exception cref="ArgumentException">The input has another number of dimensions or is not floating-point,
    /// or no window fits.</exception>
    public static Tensor LPPool1d(Tensor input, double normType, Sizes kernelSize, Sizes? stride = null, bool ceilMode = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.PooledNorm(1, normType, kernelSize, stride, ceilMode);
    }
}
