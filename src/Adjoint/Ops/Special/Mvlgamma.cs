namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The logarithm of the multivariate gamma function of dimension <paramref name="p"/>:
    /// p (p - 1)/4 log π + Σ log|Γ(x - j/2)| over j from 0 to p - 1. It is meant for x above (p - 1)/2. Integers become Float32.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not positive.</exception>
    public Tensor Mvlgamma(int p)
    {
        Require.Positive(nameof(Mvlgamma), p);
        var x = To(DType.Floating);
        var shifted = x.Unsqueeze(-1) - Arange(p, x.DType) * 0.5;
        return shifted.Lgamma().Sum(-1) + p * (p - 1) / 4.0 * Math.Log(Math.PI);
    }
}
