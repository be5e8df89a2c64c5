namespace Adjoint;

public static partial class Masked
{
    /// <summary>The sums of the elements that count up to each one along a dimension.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="dim">The dimension.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="dtype">The type to convert to first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input.</exception>
    public static Tensor CumSum(Tensor input, int dim, Tensor? mask = null, DType? dtype = null) =>
        Fill(nameof(CumSum), input, mask, 0).CumSum(dim, dtype);
}
