namespace Adjoint;

public static partial class Masked
{
    /// <summary>
    /// The middle one of the elements that count along a dimension, the lower one where there are two. NaN does not count.
    /// </summary>
    /// <param name="input">The elements.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="dim">The dimension.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input, or the elements are
    /// not floating-point numbers.</exception>
    public static Tensor Median(Tensor input, Tensor? mask = null, int dim = -1, bool keepDim = false)
    {
        Ops.Reduce.RequireFloating("Masked.Median", Given(input).DType);
        return Fill(nameof(Median), input, mask, double.NaN).NanMedian(dim, keepDim).Values;
    }
}
