namespace Adjoint;

public static partial class Masked
{
    /// <summary>
    /// The p-norm of the elements that count, taken as one vector: see <see cref="Tensor.Norm(double, ReadOnlySpan{int}, bool, DType?)"/>.
    /// </summary>
    /// <param name="input">The elements.</param>
    /// <param name="p">The order.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="dims">The dimensions that are reduced; none means all.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <param name="dtype">The type to convert to first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input, or the elements are
    /// not floating-point numbers.</exception>
    public static Tensor Norm(
        Tensor input, double p = 2, Tensor? mask = null, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null) =>
        Fill(nameof(Norm), input, mask, p < 0 ? double.PositiveInfinity : 0.0).Norm(p, dims, keepDim, dtype);
}
