namespace Adjoint;

public partial class Tensor
{
    /// <summary>Every index of a dimension several times, one after the other; of the flattened tensor if no dimension is given.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="repeats"/> is negative, or there is no such dimension.</exception>
    public Tensor RepeatInterleave(long repeats, int? dim = null)
    {
        Require.NotNegative(nameof(RepeatInterleave), repeats);
        if (dim is not { } named) return Reshape(-1).RepeatInterleave(repeats, 0);
        named = Ops.Split.CheckDim(nameof(RepeatInterleave), this, named);
        var sizes = Layout.Sizes;
        return Unsqueeze(named + 1).Expand([.. sizes[..(named + 1)], repeats, .. sizes[(named + 1)..]]).Clone()
            .Reshape([.. sizes[..named], checked(sizes[named] * repeats), .. sizes[(named + 1)..]]);
    }

    /// <summary>
    /// Every index of a dimension as often as its element of <paramref name="repeats"/> says; of the flattened tensor
    /// if no dimension is given.
    /// </summary>
    /// <param name="repeats">Integers that are not negative: one for each index, or a single one for all.</param>
    /// <param name="dim">The dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The repeats are no integers, negative, or not as many as the dimension has indices.</exception>
    public Tensor RepeatInterleave(Tensor repeats, int? dim = null)
    {
        repeats = Ops.Indices.Check(nameof(RepeatInterleave), repeats);
        if (dim is not { } named) return Reshape(-1).RepeatInterleave(repeats, 0);
        named = Ops.Split.CheckDim(nameof(RepeatInterleave), this, named);
        var size = Layout.Sizes[named];
        if (repeats.Rank > 1 || repeats.Count != size && repeats.Count != 1)
            throw new ArgumentException($"RepeatInterleave: repeats of shape {repeats.Shape} do not fit dimension {named} of size {size}.");
        return IndexSelect(named, Interleaved(repeats.Expand(size).Contiguous()));
    }

    // 0 as often as the first element says, then 1, and so on.
    static unsafe Tensor Interleaved(Tensor repeats)
    {
        fixed (byte* pointer = repeats)
        {
            var counts = (long*)pointer;
            long sum = 0;
            for (long i = 0; i < repeats.Count; i++)
            {
                if (counts[i] < 0) throw new ArgumentException($"RepeatInterleave: index {i} cannot be repeated {counts[i]} times.");
                sum = checked(sum + counts[i]);
            }
            var indices = Empty([sum], DType.Int64);
            fixed (byte* output = indices)
            {
                var next = (long*)output;
                for (long i = 0; i < repeats.Count; i++)
                {
                    for (long k = 0; k < counts[i]; k++) *next++ = i;
                }
            }
            return indices;
        }
    }
}
