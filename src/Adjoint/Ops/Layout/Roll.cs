namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy in which every index of a dimension has moved on by <paramref name="shift"/> places, and what is moved beyond
    /// the end comes in again at the beginning. Without a dimension the flattened tensor is rolled.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Roll(long shift, int? dim = null) =>
        dim is { } named ? Roll([shift], [named]) : Reshape(-1).Roll([shift], [0]).Reshape(Layout.Sizes);

    /// <summary>The same along several dimensions, with a shift for each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">There are not as many shifts as dimensions.</exception>
    public Tensor Roll(ReadOnlySpan<long> shifts, ReadOnlySpan<int> dims)
    {
        if (shifts.Length != dims.Length)
            throw new ArgumentException($"Roll: {shifts.Length} shift(s) for {dims.Length} dimension(s); give one for each.");
        var result = this;
        for (var i = 0; i < dims.Length; i++)
        {
            var dim = Ops.Split.CheckDim(nameof(Roll), this, dims[i]);
            var size = Layout.Sizes[dim];
            var shift = size == 0 ? 0 : (shifts[i] % size + size) % size;
            if (shift == 0) continue;
            var parts = result.Split([size - shift, shift], dim);
            result = Cat([parts[1], parts[0]], dim);
        }
        return ReferenceEquals(result, this) ? Clone() : result;
    }
}
