namespace Adjoint;

public static partial class Masked
{
    /// <summary>The product of the elements that count.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="dims">The dimensions that are reduced; none means all.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <param name="dtype">The type to convert to first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input.</exception>
    public static Tensor Prod(
        Tensor input, Tensor? mask = null, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null) =>
        Fill(nameof(Prod), input, mask, 1).Prod(dims, keepDim, dtype);
}
