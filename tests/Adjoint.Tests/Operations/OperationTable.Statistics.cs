namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Statistics => [.. Ranks, .. Scans, .. Bins, .. PointDistances, .. Writes];

    static IEnumerable<Operation> Ranks =>
    [
        Chosen("Median", x => x.Median(), [], values => AtRank(values, (values.Length - 1) / 2)),
        Chosen("NanMedian", x => x.NanMedian(), [], values => AtRank(values, (values.Length - 1) / 2)),
        Chosen("Median dim", x => x.Median(-1).Values, [-1], values => AtRank(values, (values.Length - 1) / 2)),
        Chosen("NanMedian dim", x => x.NanMedian(0, keepDim: true).Values, [0], values => AtRank(values, (values.Length - 1) / 2)),
        Chosen("Median indices", x => x.Median(0).Indices, [0], values => Array.IndexOf(values, AtRank(values, (values.Length - 1) / 2))) with { Order = 0 },
        Chosen("KthValue", x => x.KthValue(2 - (x.Rank == 0 ? 1 : 0)).Values, [-1], values => AtRank(values, Math.Min(1, values.Length - 1))),
        Chosen("KthValue indices", x => x.KthValue(1, 0).Indices, [0], values => Array.IndexOf(values, values.Min())) with { Order = 0 },
        Chosen("Mode", x => x.Mode().Values, [-1], values => values.Min()),
        Chosen("Mode indices", x => x.Mode(0).Indices, [0], values => Array.IndexOf(values, values.Min())) with { Order = 0 },
        Chosen("Quantile", x => x.Quantile(0.3, -1), [-1], values => Fraction(values, 0.3)),
        Chosen("Quantile whole", x => x.Quantile(0.81), [], values => Fraction(values, 0.81)),
        Chosen("Quantile lower", x => x.Quantile(0.3, 0, interpolation: QuantileInterpolation.Lower), [0], values =>
            AtRank(values, (int)(0.3 * (values.Length - 1)))),
        Chosen("Quantile midpoint", x => x.Quantile(0.6, 0, interpolation: QuantileInterpolation.Midpoint), [0], values =>
            (AtRank(values, (int)Math.Floor(0.6 * (values.Length - 1))) + AtRank(values, (int)Math.Ceiling(0.6 * (values.Length - 1)))) / 2),
        new("Quantile several", inputs => inputs[0].Quantile(inputs[1], 0), d => [d.Uniform([7]), d.Uniform([3], 0.05, 0.3)],
            d => [d.Uniform([4, 3]), d.Uniform([2], 0.05, 0.3)]) { Slack = 64 },
        new("Quantile many", inputs => inputs[0].Quantile(inputs[1]), d => [d.Uniform([4, 4]), d.Uniform([9], 0.01, 0.06)]) { Slack = 64, Halves = false },
        Chosen("NanQuantile", x => x.NanQuantile(0.3, -1), [-1], values => Fraction(values, 0.3)),
        Index("ArgWhere", x => x.ArgWhere(), [2, 3], [4]) with { Order = 0 },
        Grouped("IsIn", x => x.IsIn(new double[] { 2, -1 }), elements => [.. elements.Select(e => e is 2 or -1 ? 1.0 : 0)]),
        Grouped("IsIn invert", x => x.IsIn(new double[] { 2, -1 }, invert: true), elements => [.. elements.Select(e => e is 2 or -1 ? 0.0 : 1)]),
    ];

    static IEnumerable<Operation> Scans =>
    [
        Sorted("CumMax", x => x.CumMax(0).Values, 0, line => Running(line, Math.Max)),
        Sorted("CumMin", x => x.CumMin(-1).Values, -1, line => Running(line, Math.Min)),
        Sorted("CumMax indices", x => x.CumMax(0).Indices, 0, line => [.. line.Select((_, i) => (double)Array.IndexOf(line, line[..(i + 1)].Max()))])
            with { Order = 0 },
        Sorted("CumMin indices", x => x.CumMin(0).Indices, 0, line => [.. line.Select((_, i) => (double)Array.IndexOf(line, line[..(i + 1)].Min()))])
            with { Order = 0 },
        ByLine("LogCumSumExp", (x, dim) => x.LogCumSumExp(dim), line => [.. line.Select((_, i) => Math.Log(line[..(i + 1)].Sum(Math.Exp)))], Anywhere,
            Integers.Float),
        OnLines("Diff", x => x.Diff(), -1, line => Differences(line), [7], [4, 3], [2, 5, 3], [1], [0], [2, 0]) with { Integers = Integers.Kept },
        OnLines("Diff twice", x => x.Diff(2, 0), 0, line => Differences(Differences(line)), [7], [4, 3], [2, 5]),
        new("Diff around", inputs => inputs[0].Diff(1, -1, inputs[1], inputs[2]), d => [d.Uniform([3]), d.Uniform([1]), d.Uniform([2])], d =>
            [d.Uniform([2, 3]), d.Uniform([2, 1]), d.Uniform([2, 0])]),
        OnLines("Gradient", x => x.Gradient(0.5, [0])[0], 0, line => Slopes(line, 0.5), [7], [2, 3], [4, 2, 3]) with { Slack = 16 },
        OnLines("Gradient each", x => x.Gradient([0.5, 2.0])[1], 1, line => Slopes(line, 2), [2, 3], [2, 5]) with { Slack = 16 },
        OnLines("Gradient parabola", x => x.Gradient(1, [-1], 2)[0], -1, line => line, [4], [3, 5]) with { Reference = null, Slack = 16 },
        OnLines("Gradient uneven", x => x.Gradient([Points(x.Size(0))], [0])[0], 0, line => line, [4], [5, 2]) with { Reference = null, Slack = 64 },
        OnLines("Gradient uneven parabola", x => x.Gradient([Points(x.Size(-1))], [-1], 2)[0], 0, line => line, [4], [2, 5])
            with { Reference = null, Slack = 64 },
        OnLines("Trapezoid", x => x.Trapezoid(0.5), -1, line => [Area(line, 0.5)], [7], [4, 3], [2, 1]) with { Slack = 16 },
        OnLines("Trapz", x => x.Trapz(2, 0), 0, line => [Area(line, 2)], [7], [4, 3]) with { Slack = 16 },
        OnLines("CumulativeTrapezoid", x => x.CumulativeTrapezoid(2, 0), 0, line => [.. line.Skip(1).Select((_, i) => Area(line[..(i + 2)], 2))], [7], [4, 3],
            [1]) with { Slack = 16 },
        new("Trapezoid points", inputs => inputs[0].Trapezoid(inputs[1], 0), d => [d.Uniform([5]), d.Uniform([5])], d => [d.Uniform([4, 3]), d.Uniform([4])],
            d => [d.Uniform([3, 2]), d.Uniform([3, 1])]) { Slack = 64 },
        new("CumulativeTrapezoid points", inputs => inputs[0].CumulativeTrapezoid(inputs[1]), d => [d.Uniform([5]), d.Uniform([5])],
            d => [d.Uniform([4, 3]), d.Uniform([4, 3])]) { Slack = 64 },
    ];

    static IEnumerable<Operation> Bins =>
    [
        Grouped("Histc", x => x.To(x.DType.Floating).Histc(4, -1.5, 3.5),
            elements => [.. Enumerable.Range(0, 4).Select(b => (double)elements.Count(e => Math.Min(3, Math.Floor((e + 1.5) / 1.25)) == b))])
            with { Integers = Integers.Untested },
        Grouped("Histogram", x => x.Histogram(4, (-1.5, 3.5)).Hist,
            elements => [.. Enumerable.Range(0, 4).Select(b => (double)elements.Count(e => Math.Min(3, Math.Floor((e + 1.5) / 1.25)) == b))])
            with { Integers = Integers.Untested },
        Grouped("Histogram edges", x => x.Histogram(new double[] { -1, 0, 3.5 }).Hist,
            elements => [elements.Count(e => e is >= -1 and < 0), elements.Count(e => e is >= 0 and <= 3.5)])
            with { Integers = Integers.Untested },
        Copy("HistogramDd", x => x.HistogramDd([2, 3], [(-2, 2), (-2, 2)]).Hist, [77, 2], [4, 3, 2], [0, 2]) with { Order = 0, Integers = Integers.Untested },
        new("BinCount", inputs => inputs[0].BinCount(minLength: 3), d => [d.Indices([77], 9)],
            d => [d.Indices([0], 4)]) { Order = 0, Reference = inputs => Counted(inputs[0].ToArray<long>()) },
        new("BinCount weights", inputs => inputs[0].BinCount(inputs[1].To(DType.Float32)), d => [d.Indices([77], 9), d.Pick([77], 0.5, 2)]) { Order = 0 },
        Grouped("Bucketize", x => x.Bucketize(new double[] { -0.5, 2, 3 }), elements =>
            [.. elements.Select(e => new[] { -0.5, 2, 3 }.Count(b => b < e)).Select(n => (double)n)]),
        Grouped("Bucketize right", x => x.Bucketize(new double[] { -0.5, 2, 3 }, right: true), elements =>
            [.. elements.Select(e => new[] { -0.5, 2, 3 }.Count(b => b <= e)).Select(n => (double)n)]),
        new(
            "SearchSorted", inputs => inputs[0].Sort().Values.SearchSorted(inputs[1]), d => [d.Uniform([7]), d.Uniform([3, 4])],
            d => [d.Uniform([2, 5]), d.Uniform([2, 3])], d => [d.Uniform([0]), d.Uniform([3])]) { Order = 0 },
        new("SearchSorted sorter", inputs => inputs[0].SearchSorted(inputs[1], sorter: inputs[0].ArgSort()), d => [d.Uniform([7]), d.Uniform([3, 4])],
            d => [d.Uniform([2, 5]), d.Uniform([2, 3])]) { Order = 0 },
        Copy("Cov", x => x.Cov(), [7], [3, 4], [1, 5]) with { Integers = Integers.Untested, Halves = false, Slack = 32 },
        new("Cov weights", inputs => inputs[0].Cov(1, inputs[1], inputs[2]), d => [d.Uniform([3, 4]), d.Indices([4], 5) + 1, d.Uniform([4], 0.5, 1.5)])
        { Halves = false, Slack = 64 },
        Copy("CorrCoef", x => x.CorrCoef(), [3, 4], [2, 7]) with { Integers = Integers.Untested, Halves = false, Slack = 32 },
        Copy("Combinations", x => x.Combinations(), [5], [1], [0]),
        Copy("Combinations replaced", x => x.Combinations(3, withReplacement: true), [4]),
        new("CartesianProd", inputs => Tensor.CartesianProd(inputs), d =>
            [d.Uniform([3]), d.Uniform([2])], d => [d.Uniform([2]), d.Uniform([1]), d.Uniform([4])], d => [d.Uniform([3])]),
    ];

    static IEnumerable<Operation> PointDistances =>
    [
        .. new[] { 1, 1.5, 2, 3 }.Select(p => Pairs($"Cdist {p}", (a, b) => a.Cdist(b, p, CdistMode.Direct), p)),
        // Distances are small differences of squares there.
        Pairs("Cdist", (a, b) => a.Cdist(b), 2) with { Tolerance = 1e-10, Slack = 1 << 13, Halves = false },
        Pairs("Cdist product", (a, b) => a.Cdist(b, 2, CdistMode.Product), 2) with { Tolerance = 1e-10, Slack = 1 << 13, Halves = false },
        new("Cdist infinity", inputs => inputs[0].Cdist(inputs[1], double.PositiveInfinity), _ =>
            [Tensor.From(new[,] { { 0.1, 1 }, { 2, -1 } }), Tensor.From(new[,] { { 1.3, 0.2 }, { -0.7, 3 } })]),
        Pairs("Cdist 0", (a, b) => a.Cdist(b, 0), 0) with { Order = 0 },
        Copy("Pdist 3", x => x.Pdist(3), [4, 3], [1, 2], [5, 1]) with { Integers = Integers.Untested, Slack = 64 },
        new("Dist", inputs => inputs[0].Dist(inputs[1], 3), d => [d.Uniform([3, 4]), d.Uniform([4])]) { Slack = 64 },
        Copy("Renorm", x => x.Renorm(2, -1, 1.2), [3, 4], [2, 3, 2]) with { Integers = Integers.Untested, Slack = 32 },
    ];

    static IEnumerable<Operation> Writes =>
    [
        .. Enum.GetValues<ScatterReduction>().SelectMany(reduce => new[] { true, false }.Select(self =>
            Put(
                $"ScatterReduce {reduce} {self}", (x, i, s) => x.ScatterReduce(1, i, s, reduce, self), 4, ([3, 4], [2, 5], [2, 6]),
                ([2, 4, 2], [2, 3, 1], [2, 4, 2]), ([2, 4], [0, 2], [2, 2]))
            with { Integers = reduce == ScatterReduction.Mean ? Integers.Untested : Integers.Kept, Slack = 16 })),
        .. Enum.GetValues<ScatterReduction>().Select(reduce =>
            Put($"IndexReduce {reduce}", (x, i, s) => x.IndexReduce(0, i, s, reduce), 3, ([3, 2], [4], [4, 2]), ([3], [5], [5]), ([3, 2], [0], [0, 2]))
            with { Integers = reduce == ScatterReduction.Mean ? Integers.Untested : Integers.Kept, Slack = 16 }),
        .. Enum.GetValues<ScatterReduction>().Select(reduce =>
            Copy($"SegmentReduce {reduce}", x => x.SegmentReduce(reduce, lengths: new long[] { 2, 0, 3 }, initial: 1.3), [5], [5, 2])
                with { Integers = Integers.Untested, Slack = 16 }),
        Copy(
            "SegmentReduce offsets", x => x.SegmentReduce(ScatterReduction.Sum, offsets: Tensor.From(new long[,] { { 0, 1, 3 }, { 1, 1, 4 } }), axis: 1),
            [2, 4], [2, 4, 3]) with { Integers = Integers.Untested },
        new(
            "MaskedScatter", inputs => inputs[0].MaskedScatter(inputs[1], inputs[2]), d => [d.Uniform([2, 3]), d.Mask([2, 3]), d.Uniform([7])],
            d => [d.Uniform([3]), d.Mask([2, 3]), d.Uniform([2, 3])], d => [d.Uniform([]), d.Mask([]), d.Uniform([2])])
        {
            Integers = Integers.Kept,
        },
        Put("Put", (x, i, s) => x.Put(i, s), 6, ([2, 3], [4], [4]), ([6], [2, 2], [4]), ([6], [0], [0])),
        Put("Put accumulate", (x, i, s) => x.Put(i, s, accumulate: true), 6, ([2, 3], [9], [9]), ([6], [2, 2], [4])),
        View("Unfold windows", x => x.Unfold(0, 3, 1), [7], [4, 3], [3, 0]),
        View("Unfold windows apart", x => x.Unfold(-1, 2, 3), [7], [4, 5], [2, 3, 8]),
        View("Unfold windows number", x => x.Unfold(0, 1, 2), []),
    ];

    /// <summary>An operation on every line along a dimension, of different elements.</summary>
    static Operation OnLines(string name, Func<Tensor, Tensor> call, int dim, Func<double[], double[]> change, params long[][] shapes) =>
        Copy(name, call, shapes) with { Reference = inputs => Along.Lines(inputs[0], dim, change), Integers = Integers.Untested };

    /// <summary>Distances of all pairs of points.</summary>
    static Operation Pairs(string name, Func<Tensor, Tensor, Tensor> call, double p) =>
        new(name, inputs => call(inputs[0], inputs[1]),
            d => [d.Uniform([3, 4]), d.Uniform([5, 4])],
            d => [d.Uniform([2, 1, 3, 2]), d.Uniform([3, 37, 2])],
            d => [d.Uniform([9, 1]), d.Uniform([1, 1]) + 5],
            d => [d.Uniform([0, 2]), d.Uniform([3, 2])])
        {
            Slack = 64,
            Tolerance = 1e-11,
            Reference = p is 0 || double.IsInfinity(p) ? null : inputs => PairDistances(inputs[0], inputs[1], p),
        };

    static double[] PairDistances(Tensor a, Tensor b, double p)
    {
        var differences = (a.Unsqueeze(-2) - b.Unsqueeze(-3));
        return Along.Fold(differences, [-1], line => Math.Pow(line.Sum(d => Math.Pow(Math.Abs(d), p)), 1 / p));
    }

    static double AtRank(double[] values, int rank) => values.Order().ElementAt(rank);

    static double Fraction(double[] values, double q)
    {
        var rank = q * (values.Length - 1);
        double low = AtRank(values, (int)rank), high = AtRank(values, (int)Math.Ceiling(rank));
        return low + (rank - Math.Floor(rank)) * (high - low);
    }

    static double[] Differences(double[] line) => [.. line.Skip(1).Select((v, i) => v - line[i])];

    static double[] Slopes(double[] line, double h) =>
        [.. line.Select(
            (_, i) => i == 0 ? (line[1] - line[0]) / h : i == line.Length - 1 ? (line[i] - line[i - 1]) / h : (line[i + 1] - line[i - 1]) / (2 * h))];

    static double Area(double[] line, double dx) => line.Skip(1).Select((v, i) => dx * (v + line[i]) / 2).Sum();

    static Tensor Points(long count) => Tensor.Arange(count).To(DType.Float64).Square() * 0.5 + 1;

    static double[] Counted(long[] numbers) =>
        [.. Enumerable.Range(0, (int)Math.Max(3, numbers.DefaultIfEmpty(-1).Max() + 1)).Select(n => (double)numbers.Count(number => number == n))];
}
