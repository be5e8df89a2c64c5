namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static double[] Factors => [-1.2, -1, -0.8, 0.7, 0.9, 1.1, 1.3];

    static IEnumerable<Operation> Reductions => [.. Folds, .. Extremes, .. Spreads, .. Norms, .. Truths, .. Lines, .. Orders];

    static IEnumerable<Operation> Folds =>
    [
        .. Reduced("Sum", (x, dims, keep) => x.Sum(dims, keep), values => values.Sum(), Anywhere, Integers.Wide),
        Over("Sum whole", x => x.Sum(), [], values => values.Sum(), Anywhere) with { Integers = Integers.Wide },
        Over("Sum dim", x => x.Sum(-1), [-1], values => values.Sum(), Anywhere) with { Integers = Integers.Wide },
        .. Reduced("Mean", (x, dims, keep) => x.Mean(dims, keep), values => values.Sum() / values.Length, Anywhere).Select(OfSome),
        OfSome(Over("Mean whole", x => x.Mean(), [], values => values.Sum() / values.Length, Anywhere)),
        OfSome(Over("Mean dim", x => x.Mean(0), [0], values => values.Sum() / values.Length, Anywhere)),
        OfSome(Over("Mean dtype", x => x.Mean(x.DType.IsFloatingPoint ? null : DType.Float32), [], values => values.Sum() / values.Length, Anywhere))
            with { Integers = Integers.Float },
        .. Reduced("Prod", (x, dims, keep) => x.Prod(dims, keep), Product, Factors, Integers.Wide),
        Over("Prod whole", x => x.Prod(), [], Product, Factors) with { Integers = Integers.Wide },
        Over("Prod one zero", x => x.Prod(-1), [-1], Product, [0, 1.1, 1.2, -0.9, 0.7, 1.4]),
        Over("Prod many zeros", x => x.Prod(-1), [-1], Product, [0, 0, 1.1, 0.9, 0]),
        .. Reduced("NanSum", (x, dims, keep) => x.NanSum(dims, keep), values => values.Sum(), Anywhere, Integers.Wide),
        OfSome(Over("NanMean", x => x.NanMean([-1]), [-1], values => values.Sum() / values.Length, Anywhere)),
        Over("SumTo", x => x.SumTo(x.Rank == 0 ? [] : [x.Size(-1)]), [0], values => values.Sum(), Anywhere)
        with { Samples = [d => [d.Pick([2, 3], Anywhere)], d => [d.Pick([0, 3], Anywhere)]] },
    ];

    // Uniform numbers, all different: where two are equally large there is no derivative.
    static IEnumerable<Operation> Extremes =>
    [
        .. Chosen("Amax", (x, dims, keep) => x.Amax(dims, keep), values => values.Max()),
        .. Chosen("Amin", (x, dims, keep) => x.Amin(dims, keep), values => values.Min()),
        Chosen("Max", x => x.Max(), [], values => values.Max()),
        Chosen("Min", x => x.Min(), [], values => values.Min()),
        Chosen("Max dim", x => x.Max(-1).Values, [-1], values => values.Max()),
        Chosen("Min dim", x => x.Min(0).Values, [0], values => values.Min()),
        Chosen("Max dim indices", x => x.Max(0).Indices, [0], values => Array.IndexOf(values, values.Max())) with { Order = 0 },
        Chosen("Min dim indices", x => x.Min(-1, keepDim: true).Indices, [-1], values => Array.IndexOf(values, values.Min())) with { Order = 0 },
        Chosen("ArgMax", x => x.ArgMax(), [], values => Array.IndexOf(values, values.Max())) with { Order = 0 },
        Chosen("ArgMin", x => x.ArgMin(), [], values => Array.IndexOf(values, values.Min())) with { Order = 0 },
        Chosen("ArgMax dim", x => x.ArgMax(0, keepDim: true), [0], values => Array.IndexOf(values, values.Max())) with { Order = 0 },
        Chosen("ArgMin dim", x => x.ArgMin(-1), [-1], values => Array.IndexOf(values, values.Min())) with { Order = 0 },
        Chosen("Aminmax", x => x.Aminmax() is var (min, max) ? max - min : x, [], values => values.Max() - values.Min()),
    ];

    static IEnumerable<Operation> Spreads =>
    [
        .. Spread("Var", (x, dims, keep) => x.Var(dims, 0, keep), values => Variance(values, 0)),
        .. Spread("Std", (x, dims, keep) => x.Std(dims, 0.5, keep), values => Math.Sqrt(Variance(values, 0.5))),
        Spread("Var whole", x => x.Var(), [], values => Variance(values, 1)),
        Spread("Std whole", x => x.Std(), [], values => Math.Sqrt(Variance(values, 1))),
        Spread("VarMean", x => x.VarMean([-1]) is var (var, mean) ? var * mean : x, [-1], values => Variance(values, 1) * values.Average()),
        Spread("StdMean", x => x.StdMean([-1]) is var (std, mean) ? std + mean : x, [-1], values => Math.Sqrt(Variance(values, 1)) + values.Average()),
    ];

    static IEnumerable<Operation> Norms =>
    [
        .. Reduced("Norm", (x, dims, keep) => x.Norm(2, dims, keep), values => Math.Sqrt(values.Sum(v => v * v)), Anywhere).Select(OfSome),
        .. new[] { 1, 1.5, 3, -2 }.Select(p => OfSome(
            Over($"Norm {p}", x => x.Norm(p, -1), [-1], values => Math.Pow(values.Sum(v => Math.Pow(Math.Abs(v), p)), 1 / p), Anywhere) with { Slack = 64 })),
        Chosen("Norm inf", x => x.Norm(double.PositiveInfinity, -1), [-1], values => values.Max(Math.Abs)),
        Chosen("Norm -inf", x => x.Norm(double.NegativeInfinity, -1), [-1], values => values.Min(Math.Abs)),
        Over("Norm 0", x => x.Norm(0, -1), [-1], values => values.Count(v => v != 0), [0, 0, 1, 2]) with { Order = 0 },
        .. Reduced("LogSumExp", (x, dims, keep) => x.LogSumExp(dims, keep), values => Math.Log(values.Sum(Math.Exp)), Anywhere, Integers.Float).Select(OfSome),
    ];

    static IEnumerable<Operation> Truths =>
    [
        .. Reduced("All", (x, dims, keep) => x.All(dims, keep), values => values.All(v => v != 0) ? 1 : 0, [0, 1, 1, 1, -2, 3, 5], Integers.Kept)
            .Select(row => row with { Order = 0 }),
        .. Reduced("Any", (x, dims, keep) => x.Any(dims, keep), values => values.Any(v => v != 0) ? 1 : 0, [0, 0, 0, 0, 1, -2], Integers.Kept)
            .Select(row => row with { Order = 0 }),
        Over("All whole", x => x.All(), [], values => values.All(v => v != 0) ? 1 : 0, Whole) with { Order = 0, Integers = Integers.Kept },
        Over("Any whole", x => x.Any(), [], values => values.Any(v => v != 0) ? 1 : 0, [0, 0, 1]) with { Order = 0, Integers = Integers.Kept },
        Over("CountNonzero", x => x.CountNonzero(), [], values => values.Count(v => v != 0), [0, 1, -2]) with { Order = 0, Integers = Integers.Wide },
        Over("CountNonzero dim", x => x.CountNonzero(0), [0], values => values.Count(v => v != 0), [0, 1, -2]) with { Order = 0, Integers = Integers.Wide },
    ];

    static IEnumerable<Operation> Lines =>
    [
        ByLine("CumSum", (x, dim) => x.CumSum(dim), line => Running(line, (a, b) => a + b), Anywhere, Integers.Wide),
        ByLine("CumProd", (x, dim) => x.CumProd(dim), line => Running(line, (a, b) => a * b), Factors, Integers.Wide),
        ByLine("CumProd zeros", (x, dim) => x.CumProd(dim), line => Running(line, (a, b) => a * b), [0.5, 1.2, 0, -0.9, 1.1, 0, 0.7]),
        ByLine("Softmax", (x, dim) => x.Softmax(dim), Exponentials, Anywhere) with { Slack = 8 },
        ByLine("LogSoftmax", (x, dim) => x.LogSoftmax(dim), line => [.. Exponentials(line).Select(p => Math.Log(p))], Anywhere) with { Slack = 8 },
        ByLine("Softmin", (x, dim) => x.Softmin(dim), line => Exponentials([.. line.Select(v => -v)]), Anywhere) with { Slack = 8 },
    ];

    static IEnumerable<Operation> Orders =>
    [
        Sorted("Sort", x => x.Sort().Values, -1, line => [.. line.Order()]),
        Sorted("Sort descending", x => x.Sort(0, descending: true).Values, 0, line => [.. line.OrderDescending()]),
        Sorted("Sort indices", x => x.Sort(0).Indices, 0, line => [.. Order(line)]) with { Order = 0 },
        Sorted("ArgSort", x => x.ArgSort(), -1, line => [.. Order(line)]) with { Order = 0 },
        Sorted("Msort", x => x.Msort(), 0, line => [.. line.Order()]),
        Sorted("TopK", x => x.TopK(2).Values, -1, line => [.. line.OrderDescending().Take(2)])
            with { Samples = [d => [d.Uniform([77])], d => [d.Uniform([3, 4])], d => [d.Uniform([0, 2])]] },
        Sorted("TopK smallest", x => x.TopK(1, 0, largest: false).Values, 0, line => [.. line.Order().Take(1)]),
        Sorted("TopK indices", x => x.TopK(1, 0).Indices, 0, line => [.. Order(line).Reverse().Take(1)]) with { Order = 0 },
        Grouped("Unique", x => x.Unique(), elements => [.. elements.Distinct().Order()]),
        Grouped("UniqueAll", x => x.UniqueAll().Counts, elements =>
            [.. elements.GroupBy(e => e).OrderBy(group => group.Key).Select(group => (double)group.Count())]),
        Grouped("UniqueConsecutive", x => x.UniqueConsecutive(), elements => [.. elements.Where((e, i) => i == 0 || e != elements[i - 1])]),
        Grouped("UniqueConsecutiveAll", x => x.UniqueConsecutiveAll() is var (values, inverse, _) ? values[inverse] : x, elements => elements),
    ];
}
