namespace Adjoint;

/// <summary>
/// Functions of the elements for which a mask is true, as if the others were not there: the functions of <c>torch.masked</c>. A mask is a
/// Bool tensor that broadcasts to the input's shape; without one all elements count. No gradient flows to those that do not.
/// </summary>
/// <remarks>
/// Where the mask is true for none of the elements that become one, the result is that of no elements: 0 for a sum, 1 for a product, NaN
/// for a mean, infinite for the largest or smallest.
/// </remarks>
public static partial class Masked
{
    // The input with a number in the place of what does not count.
    static Tensor Fill(string operation, Tensor input, Tensor? mask, Scalar number) =>
        mask is null ? Given(input) : Tensor.Where(Mask(operation, input, mask), input, Tensor.Full([], number, input.DType));

    // How many elements count.
    static Tensor Counts(string operation, Tensor input, Tensor? mask, ReadOnlySpan<int> dims, bool keepDim) =>
        (mask is null ? Tensor.Ones([], DType.Bool).Expand(Given(input).Shape) : Mask(operation, input, mask)).Sum(dims, keepDim);

    static Tensor Mask(string operation, Tensor input, Tensor mask)
    {
        if (mask.DType != DType.Bool)
            throw new ArgumentException($"Masked.{operation}: the mask must be Bool, not {mask.DType}; write mask.Ne(0).");
        if (Broadcast.Sizes(Given(input).Layout.Sizes, mask.Layout.Sizes) is not { } sizes
            || !sizes.AsSpan().SequenceEqual(input.Layout.Sizes))
            throw new ArgumentException(
                $"Masked.{operation}: a mask of shape {mask.Shape} does not broadcast to the input's shape {input.Shape}.");
        return mask.Expand(sizes);
    }

    static Tensor Given(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }
}
