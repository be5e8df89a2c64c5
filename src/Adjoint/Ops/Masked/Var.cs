namespace Adjoint;

public static partial class Masked
{
    /// <summary>The variance of the elements that count: Σ (x - mean)² / (n - correction).</summary>
    /// <param name="input">The elements.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="dims">The dimensions that are reduced; none means all.</param>
    /// <param name="correction">1 for the unbiased estimate from a sample, 0 for the variance of the elements themselves.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input, or the elements are
    /// not floating-point numbers.</exception>
    public static Tensor Var(
        Tensor input, Tensor? mask = null, ReadOnlySpan<int> dims = default, double correction = 1, bool keepDim = false)
    {
        Ops.Reduce.RequireFloating("Masked.Var", Given(input).DType);
        var deviation = input - Mean(input, mask, dims, keepDim: true);
        var freedom = Counts(nameof(Var), input, mask, dims, keepDim).To(input.DType) - correction;
        return Sum(deviation * deviation, mask, dims, keepDim) / freedom.Clamp(min: 0);
    }
}
