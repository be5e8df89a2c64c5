namespace Adjoint;

public static partial class Masked
{
    /// <summary>Softmax of the elements that count along a dimension; 0 for those that do not, NaN where none does.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="dim">The dimension.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="dtype">The type to convert to first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input.</exception>
    public static Tensor Softmax(Tensor input, int dim, Tensor? mask = null, DType? dtype = null) =>
        Fill(nameof(Softmax), Given(input).To(dtype ?? input.DType.Floating), mask, double.NegativeInfinity).Softmax(dim);
}
