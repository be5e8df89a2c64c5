namespace Adjoint;

public static partial class Masked
{
    /// <summary>The smallest of the elements that count. Those that are equally small share the gradient evenly.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="mask">True for those that count; all of them if left out.</param>
    /// <param name="dims">The dimensions that are reduced; none means all.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast to the input.</exception>
    public static Tensor Amin(Tensor input, Tensor? mask = null, ReadOnlySpan<int> dims = default, bool keepDim = false) =>
        Fill(nameof(Amin), input, mask, Ops.Limits.Most(Given(input).DType)).Amin(dims, keepDim);
}
