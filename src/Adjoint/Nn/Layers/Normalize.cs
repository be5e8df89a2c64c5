namespace Adjoint.Nn;

public static partial class Functional
{
    /// <summary>Vectors along a dimension, made to have length 1: x / max(|x|ₚ, ε).</summary>
    /// <param name="input">x.</param>
    /// <param name="p">The order of the norm that is the length.</param>
    /// <param name="dim">The dimension of the vectors.</param>
    /// <param name="eps">ε, the least length that is divided by.</param>
    /// <exception cref="ArgumentException">The elements are not floating-point.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Normalize(Tensor input, double p = 2, int dim = 1, double eps = 1e-12)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Floating(nameof(Normalize), input);
        Checks.Dimension(nameof(Normalize), nameof(dim), input, dim);
        return input / input.Norm(p, dim, keepDim: true).ClampMin(eps);
    }
}
