namespace Adjoint;

public static partial class Masked
{
    /// <summary>The elements that count along a dimension, divided by their p-norm; 0 for those that do not.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="p">The order of the norm.</param>
    /// <param name="dim">The dimension.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="eps">The least number that is divided by.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input, or the elements are
    /// not floating-point numbers.</exception>
    public static Tensor Normalize(Tensor input, double p, int dim, Tensor? mask = null, double eps = 1e-12) =>
        Fill(nameof(Normalize), input, mask, 0) / Norm(input, p, mask, [dim], keepDim: true).Clamp(min: eps);
}
