namespace Adjoint.Nn;

/// <summary>Instance norm of an input of shape [N, C, L] or [C, L]: see <see cref="InstanceNorm"/>.</summary>
/// <param name="numFeatures">C.</param>
/// <param name="eps">What is added to the variance.</param>
/// <param name="momentum">The share of the newest batch in the running averages.</param>
/// <param name="affine">Whether there are a weight and a bias.</param>
/// <param name="trackRunningStats">Whether running averages are kept, and used when not training.</param>
/// <param name="dtype">The type of parameters and averages.</param>
public sealed class InstanceNorm1d(
    long numFeatures, double eps = 1e-5, double momentum = 0.1, bool affine = false, bool trackRunningStats = false,
    DType dtype = DType.Float32)
    : InstanceNorm(numFeatures, eps, momentum, affine, trackRunningStats, dtype)
{
    private protected override int Places => 1;
}
