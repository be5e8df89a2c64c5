namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// How many elements fall into each of <paramref name="bins"/> bins of equal width, or the sum of their weights; what lies outside,
    /// and NaN, is not counted. Not differentiable.
    /// </summary>
    /// <param name="bins">The number of bins.</param>
    /// <param name="range">Where the first bin begins and the last one ends; from the smallest element to the largest if left out.</param>
    /// <param name="weight">A weight for each element.</param>
    /// <param name="density">Whether the result is a density: divided so that its integral is 1.</param>
    /// <returns>The counts, in this tensor's type, and the edges of the bins, one more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no bin.</exception>
    /// <exception cref="ArgumentException">The elements are not floating-point numbers, the range is not finite,
    /// or the weights are not as many.</exception>
    public (Tensor Hist, Tensor BinEdges) Histogram(
        long bins, (double First, double Last)? range = null, Tensor? weight = null, bool density = false)
    {
        var (hist, edges) = HistogramDd([bins], range is { } one ? [one] : default, weight, density, nameof(Histogram), Reshape(-1, 1));
        return (hist, edges[0]);
    }

    /// <summary>
    /// The same with bins between given edges: the first from the first edge to the second, which does not belong to it, and so on.
    /// </summary>
    /// <inheritdoc cref="Histogram(long, ValueTuple{double, double}?, Tensor?, bool)" path="//param|//returns"/>
    /// <param name="bins">The edges, a vector in ascending order, which is not checked. The last one belongs to the last bin.</param>
    /// <param name="weight">A weight for each element.</param>
    /// <param name="density">Whether the result is a density: divided so that its integral is 1.</param>
    /// <exception cref="ArgumentException">The elements are not floating-point numbers, the edges no vector of at least two,
    /// or the weights not as many.</exception>
    public (Tensor Hist, Tensor BinEdges) Histogram(Tensor bins, Tensor? weight = null, bool density = false)
    {
        var (hist, edges) = HistogramDd([bins], weight, density, nameof(Histogram), Reshape(-1, 1));
        return (hist, edges[0]);
    }
}
