namespace Adjoint.Nn;

/// <summary>Batch norm of an input of shape [N, C] or [N, C, L]: see <see cref="BatchNorm"/>.</summary>
/// <param name="numFeatures">C.</param>
/// <param name="eps">What is added to the variance.</param>
/// <param name="momentum">The share of the newest batch in the running averages; null for the plain average of all batches.</param>
/// <param name="affine">Whether there are a weight and a bias.</param>
/// <param name="trackRunningStats">Whether running averages are kept, and used when not training.</param>
/// <param name="dtype">The type of parameters and averages.</param>
public sealed class BatchNorm1d(
    long numFeatures, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true,
    DType dtype = DType.Float32)
    : BatchNorm(numFeatures, eps, momentum, affine, trackRunningStats, dtype)
{
    private protected override ReadOnlySpan<int> Ranks => [2, 3];
}
