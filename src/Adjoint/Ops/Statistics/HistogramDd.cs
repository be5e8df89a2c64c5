namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// How many points, the lines along the last dimension, fall into each box of a grid of evenly spaced bins, or the sum of their
    /// weights. See <see cref="Histogram(long, ValueTuple{double, double}?, Tensor?, bool)"/>.
    /// </summary>
    /// <param name="bins">The number of bins along each axis.</param>
    /// <param name="ranges">Where the first bin begins and the last one ends, for each axis; from the smallest coordinate
    /// to the largest if left out.</param>
    /// <param name="weight">A weight for each point.</param>
    /// <param name="density">Whether the result is a density: divided so that its integral is 1.</param>
    /// <returns>The counts, with a dimension for each axis, and the edges along each axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no bin.</exception>
    /// <exception cref="ArgumentException">The elements are not floating-point numbers, a range ends before it begins, or there are
    /// not as many bins, ranges or weights as needed.</exception>
    public (Tensor Hist, Tensor[] BinEdges) HistogramDd(
        ReadOnlySpan<long> bins, ReadOnlySpan<(double First, double Last)> ranges = default, Tensor? weight = null, bool density = false) =>
        HistogramDd(bins, ranges, weight, density, nameof(HistogramDd), Points());

    /// <summary>
    /// The same with bins between given edges along each axis:
    /// see <see cref="HistogramDd(ReadOnlySpan{long}, ReadOnlySpan{ValueTuple{double, double}}, Tensor?, bool)"/>.
    /// </summary>
    /// <param name="bins">The edges along each axis, in ascending order, which is not checked.</param>
    /// <param name="weight">A weight for each point.</param>
    /// <param name="density">Whether the result is a density: divided so that its integral is 1.</param>
    /// <exception cref="ArgumentException">The elements are not floating-point numbers, or edges or weights do not fit.</exception>
    public (Tensor Hist, Tensor[] BinEdges) HistogramDd(ReadOnlySpan<Tensor> bins, Tensor? weight = null, bool density = false) =>
        HistogramDd(bins, weight, density, nameof(HistogramDd), Points());

    static (Tensor Hist, Tensor[] BinEdges) HistogramDd(
        ReadOnlySpan<long> bins, ReadOnlySpan<(double, double)> ranges, Tensor? weight, bool density, string operation, Tensor points)
    {
        CheckAxes(operation, points, bins.Length);
        if (ranges.Length != 0 && ranges.Length != bins.Length)
            throw new ArgumentException($"{operation}: {ranges.Length} ranges were given for {bins.Length} axes.");
        var axes = new Ops.BinEdges[bins.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            var (first, last) = Ops.BinEdges.Range(
                operation, points.Detach().Select(1, i), ranges.Length == 0 ? null : ranges[i], margin: 0.5);
            axes[i] = Ops.BinEdges.Even(operation, bins[i], first, last, points.DType.Widened);
        }
        return Histogram(points, weight, density, operation, axes);
    }

    static (Tensor Hist, Tensor[] BinEdges) HistogramDd(
        ReadOnlySpan<Tensor> bins, Tensor? weight, bool density, string operation, Tensor points)
    {
        CheckAxes(operation, points, bins.Length);
        var axes = new Ops.BinEdges[bins.Length];
        for (var i = 0; i < axes.Length; i++) axes[i] = Ops.BinEdges.Of(operation, bins[i], points.DType.Widened);
        return Histogram(points, weight, density, operation, axes);
    }

    static (Tensor Hist, Tensor[] BinEdges) Histogram(Tensor points, Tensor? weight, bool density, string operation, Ops.BinEdges[] axes)
    {
        var sums = Ops.Boxes.Count(operation, points.To(points.DType.Widened), weight, axes);
        if (density) sums = Ops.Boxes.Density(sums, axes);
        return (sums.To(points.DType), Array.ConvertAll(axes, axis => axis.Edges.To(points.DType)));
    }

    static void CheckAxes(string operation, Tensor points, int axes)
    {
        Ops.Reduce.RequireFloating(operation, points.DType);
        if (points.Size(1) != axes)
            throw new ArgumentException($"{operation}: points with {points.Size(1)} coordinates need bins along as many axes, not {axes}.");
    }

    // One row for each point.
    Tensor Points() => Rank >= 2
        ? Reshape(Layout.Sizes[..^1].Aggregate(1L, (a, b) => a * b), Layout.Sizes[^1])
        : throw new ArgumentException(
            $"HistogramDd: points are the lines along the last of at least two dimensions; a tensor of shape {Shape} has none.");
}
