namespace Adjoint.Nn;

/// <summary>A layer like <see cref="BatchNorm2d"/> that takes the number of its input's channels from the first one.</summary>
/// <param name="eps">What is added to the variance.</param>
/// <param name="momentum">The share of the newest batch in the running averages; null for the plain average of all batches.</param>
/// <param name="affine">Whether there are a weight and a bias.</param>
/// <param name="trackRunningStats">Whether running averages are kept, and used when not training.</param>
/// <param name="dtype">The type of parameters and averages.</param>
public sealed class LazyBatchNorm2d(
    double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true, DType dtype = DType.Float32)
    : BatchNorm(0, eps, momentum, affine, trackRunningStats, dtype), ILazy
{
    bool ILazy.IsPending => NumFeatures == 0;

    private protected override ReadOnlySpan<int> Ranks => [4];
}
