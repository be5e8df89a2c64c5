namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// As many views as <paramref name="sections"/> says along a dimension, of sizes that differ by at most 1, the larger ones
    /// first: <see cref="Chunk"/> may give fewer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or there are to be no sections.</exception>
    public Tensor[] TensorSplit(int sections, int dim = 0)
    {
        Require.Positive(nameof(TensorSplit), sections);
        dim = Ops.Split.CheckDim(nameof(TensorSplit), this, dim);
        var (size, larger) = Math.DivRem(Layout.Sizes[dim], sections);
        var lengths = new long[sections];
        for (var i = 0; i < sections; i++) lengths[i] = i < larger ? size + 1 : size;
        return Split(lengths, dim);
    }

    /// <summary>
    /// Views of what lies between the given indices of a dimension: before the first, from each to the next, and from the last
    /// on. Negative indices count from the end; those beyond it give empty views.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor[] TensorSplit(ReadOnlySpan<long> indices, int dim = 0)
    {
        dim = Ops.Split.CheckDim(nameof(TensorSplit), this, dim);
        var size = Layout.Sizes[dim];
        var (starts, lengths) = (new long[indices.Length + 1], new long[indices.Length + 1]);
        var isInOrder = true;
        for (var i = 0; i < starts.Length; i++)
        {
            var end = i == indices.Length ? size : Math.Clamp(indices[i] < 0 ? indices[i] + size : indices[i], 0, size);
            lengths[i] = Math.Max(0, end - starts[i]);
            isInOrder &= starts[i] <= end;
            if (i < indices.Length) starts[i + 1] = end;
        }
        if (isInOrder) return Split(lengths, dim);
        var parts = new Tensor[starts.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = Narrow(dim, starts[i], lengths[i]);
        return parts;
    }

    /// <summary>The same for the number of sections, or the indices, in a tensor of integers.</summary>
    /// <exception cref="ArgumentException">It has more than one dimension, or other numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or there are to be no sections.</exception>
    public Tensor[] TensorSplit(Tensor indicesOrSections, int dim = 0)
    {
        var numbers = Ops.Indices.Check(nameof(TensorSplit), indicesOrSections);
        return numbers.Rank switch
        {
            0 => TensorSplit((int)numbers.Item<long>(), dim),
            1 => TensorSplit(numbers.ToArray<long>(), dim),
            _ => throw new ArgumentException($"TensorSplit: a number or a vector of indices is needed, not shape {numbers.Shape}."),
        };
    }
}
