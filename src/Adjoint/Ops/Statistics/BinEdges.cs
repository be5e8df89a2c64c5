using Adjoint.Cpu.Statistics;

namespace Adjoint.Ops;

/// <summary>The edges of the bins along an axis, and how a number's bin is found.</summary>
internal sealed record BinEdges(Tensor Edges, BinSearch Search)
{
    /// <summary>The number of bins.</summary>
    public long Count => Edges.Count - 1;

    /// <summary>
    /// Where bins begin and end: as given, or the smallest and the largest of the numbers, with some margin if they are equal;
    /// 0 and 1 for none.
    /// </summary>
    public static (double First, double Last) Range(string operation, Tensor x, (double First, double Last)? given, double margin)
    {
        var (first, last) = given ?? (x.Count == 0 ? (0, 1) : (x.Amin().Item(), x.Amax().Item()));
        if (!double.IsFinite(first) || !double.IsFinite(last))
            throw new ArgumentException($"{operation}: the range from {first} to {last} is not finite; give one.");
        if (first > last)
            throw new ArgumentException($"{operation}: a range cannot begin at {first} and end before, at {last}.");
        return first == last ? (first - margin, last + margin) : (first, last);
    }

    /// <summary>Bins of equal width.</summary>
    public static BinEdges Even(string operation, long bins, double first, double last, DType dtype) => bins > 0
        ? new(Tensor.Linspace(first, last, bins + 1, dtype), BinSearch.Corrected)
        : throw new ArgumentOutOfRangeException(nameof(bins), bins, $"{operation}: there must be at least one bin, not {bins}.");

    /// <summary>Bins between ascending edges; that they ascend is not checked.</summary>
    public static BinEdges Of(string operation, Tensor edges, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.Rank != 1 || edges.Count < 2)
            throw new ArgumentException($"{operation}: bins need a vector of at least two edges, not one of shape {edges.Shape}.");
        return new(edges.Detach().To(dtype).Clone(), BinSearch.Bisected);
    }
}

/// <summary>From tensors to the counting of points in the boxes between bins.</summary>
internal static unsafe class Boxes
{
    /// <summary>The number of points, [points, axes], in each box, or the sum of their weights.</summary>
    public static Tensor Count(string operation, Tensor points, Tensor? weights, BinEdges[] axes)
    {
        if (weights is not null && weights.Count != points.Size(0))
            throw new ArgumentException($"{operation}: weights of shape {weights.Shape} are not one for each of {points.Size(0)} points.");
        points = points.Detach().Contiguous();
        weights = weights?.Detach().To(points.DType).Contiguous();
        var sums = Tensor.Empty(new Shape([.. axes.Select(axis => axis.Count)]), DType.Float64);
        if (points.DType == DType.Float32) Run<float>(points, weights, axes, sums);
        else Run<double>(points, weights, axes, sums);
        return sums.To(points.DType);
    }

    /// <summary>Sums as a density: divided by their total and by the size of each box.</summary>
    public static Tensor Density(Tensor sums, BinEdges[] axes)
    {
        var density = sums / sums.Sum();
        for (var i = 0; i < axes.Length; i++)
            density = density / axes[i].Edges.Diff().Reshape([axes[i].Count, .. Enumerable.Repeat(1L, axes.Length - 1 - i)]);
        return density;
    }

    static void Run<T>(Tensor points, Tensor? weights, BinEdges[] axes, Tensor sums)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var edges = Tensor.Cat([.. axes.Select(axis => axis.Edges)]);
        fixed (byte* x = points, w = weights, y = sums, edge = edges)
        {
            var bins = stackalloc Bins<T>[axes.Length];
            var first = (T*)edge;
            for (var i = 0; i < axes.Length; i++)
            {
                bins[i] = new()
                {
                    Edges = first,
                    Count = axes[i].Count,
                    First = *first,
                    Last = first[axes[i].Count],
                    Search = axes[i].Search,
                };
                first += axes[i].Count + 1;
            }
            Histogram<T>.Run((T*)x, (T*)w, points.Size(0), bins, axes.Length, (double*)y);
        }
    }
}
