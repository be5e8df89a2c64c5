namespace Adjoint;

public partial class Tensor
{
    /// <summary>How many elements are not 0, as Int64; NaN counts.</summary>
    public Tensor CountNonzero() => CountNonzero([]);

    /// <summary>How many elements along a dimension are not 0; the dimension is removed.</summary>
    /// <inheritdoc cref="CountNonzero(ReadOnlySpan{int})"/>
    public Tensor CountNonzero(int dim) => CountNonzero([dim]);

    /// <summary>
    /// How many elements along several dimensions are not 0; none means all dimensions. See <see cref="CountNonzero()"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    public Tensor CountNonzero(ReadOnlySpan<int> dims) => Truth().Sum(Dim.WrapAll(dims, Rank));
}
