namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// How many elements fall into each of <paramref name="bins"/> bins of equal width between <paramref name="min"/> and
    /// <paramref name="max"/>; what lies outside, and NaN, is not counted. Not differentiable.
    /// </summary>
    /// <param name="bins">The number of bins.</param>
    /// <param name="min">Where the first bin begins; if it is <paramref name="max"/>, the smallest and the largest
    /// element are taken.</param>
    /// <param name="max">Where the last bin ends; that end belongs to it.</param>
    /// <returns>A vector of this tensor's type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no bin.</exception>
    /// <exception cref="ArgumentException">The elements are not floating-point numbers, the range is not finite, or
    /// <paramref name="min"/> is larger than <paramref name="max"/>.</exception>
    public Tensor Histc(long bins = 100, double min = 0, double max = 0)
    {
        Ops.Reduce.RequireFloating(nameof(Histc), DType);
        if (DType.IsHalf) return To(DType.Float32).Histc(bins, min, max).To(DType);
        var (first, last) = Ops.BinEdges.Range(nameof(Histc), Detach().Reshape(-1), min == max ? null : (min, max), margin: 1);
        var edges = Ops.BinEdges.Even(nameof(Histc), bins, first, last, DType) with { Search = Cpu.Statistics.BinSearch.Computed };
        return Ops.Boxes.Count(nameof(Histc), Reshape(-1, 1), null, [edges]);
    }
}
