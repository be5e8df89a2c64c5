namespace Adjoint;

public static partial class Masked
{
    /// <summary>
    /// The index of the largest of the elements that count, as Int64; along a dimension, or counted through all
    /// elements in row-major order.
    /// </summary>
    /// <param name="input">The elements.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="dim">The dimension; all of them if left out.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input.</exception>
    public static Tensor ArgMax(Tensor input, Tensor? mask = null, int? dim = null, bool keepDim = false)
    {
        var filled = Fill(nameof(ArgMax), input, mask, Ops.Limits.Least(Given(input).DType));
        return dim is { } along ? filled.ArgMax(along, keepDim) : filled.ArgMax(keepDim);
    }
}
