namespace Adjoint;

public partial class Tensor
{
    /// <summary>The sum along several dimensions with NaN counted as 0; none means all dimensions. See <see cref="Sum(DType?)"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    public Tensor NanSum(ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null) =>
        WithoutNaN().Sum(dims, keepDim, dtype);

    /// <summary>The mean along several dimensions of the elements that are not NaN; NaN where there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The elements are not floating-point numbers, or a dimension is named twice.</exception>
    public Tensor NanMean(ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null)
    {
        var x = Ops.Reduce.Floating(nameof(NanMean), this, dtype);
        return x.NanSum(dims, keepDim) / x.IsNaN().LogicalNot().Sum(dims, keepDim);
    }

    Tensor WithoutNaN() => DType.IsFloatingPoint ? Where(IsNaN(), Zeros([], DType), this) : this;
}
