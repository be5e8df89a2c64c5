namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy of this tensor in which all elements for which <paramref name="mask"/> is true are one number. The mask broadcasts.
    /// </summary>
    /// <exception cref="ArgumentException">The mask is not Bool, or does not broadcast.</exception>
    public Tensor MaskedFill(Tensor mask, Scalar value) => MaskedFill(mask, new Literal(value));

    /// <summary>
    /// The same with a zero-dimensional tensor for the number, to which gradients flow; it is converted to this tensor's type.
    /// </summary>
    /// <exception cref="ArgumentException">The mask is not Bool, does not broadcast, or the value has dimensions.</exception>
    public Tensor MaskedFill(Tensor mask, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        CheckMask(nameof(MaskedFill), mask);
        if (value.Rank != 0)
            throw new ArgumentException($"MaskedFill: the value must be a single number, not of shape {value.Shape}; use Where.");
        return Where(mask, value.To(DType), this);
    }

    // The common layout of the mask and this tensor.
    Layout CheckMask(string operation, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.DType != DType.Bool)
            throw new ArgumentException($"{operation}: the mask must be Bool, not {mask.DType}; write mask.Ne(0).");
        return Broadcast.Result(operation, Layout, mask.Layout);
    }
}
