using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    // Away from Anywhere by amounts that are not close to 0.7 nor, times 1 and 2, to 0.6.
    static double[] Targets => [-1.53, 0.17, 0.93];

    static IEnumerable<Operation> Losses =>
    [
        Binary("SquaredError", (a, b) => a.SquaredError(b), (a, b) => (a - b) * (a - b), Anywhere, Anywhere) with { Slack = 8 },
        Binary("BinaryCrossEntropy", (a, b) => a.BinaryCrossEntropy(b), (a, b) => -b * Math.Log(a) - (1 - b) * Math.Log(1 - a), [0.1, 0.4, 0.7, 0.95],
            [0, 0.3, 1]) with { Slack = 64 },
        Binary("BinaryCrossEntropyWithLogits", (a, b) => a.BinaryCrossEntropyWithLogits(b), (a, b) => Math.Log(1 + Math.Exp(-a)) + (1 - b) * a, Anywhere,
            [0, 0.3, 1]) with { Slack = 8 },
        Loss("MseLoss", F.MseLoss, (a, b) => (a - b) * (a - b), Anywhere, [-1, 0.2, 2]),
        Loss("L1Loss", F.L1Loss, (a, b) => Math.Abs(a - b), Anywhere, [-1, 0.2, 2]),
        Loss(
            "BCELoss", (x, y, reduction) => F.BinaryCrossEntropy(x, y, null, reduction), (a, b) => -b * Math.Log(a) - (1 - b) * Math.Log(1 - a),
            [0.1, 0.4, 0.7, 0.95], [0, 0.3, 1]) with { Slack = 64 },
        Loss(
            "BCEWithLogitsLoss", (x, y, reduction) => F.BinaryCrossEntropyWithLogits(x, y, null, null, reduction),
            (a, b) => Math.Log(1 + Math.Exp(-a)) + (1 - b) * a, Anywhere, [0, 0.3, 1]) with { Slack = 8 },
        Classes("NllLoss", (x, y) => F.NllLoss(x, y), x => x),
        Classes("CrossEntropy", (x, y) => F.CrossEntropy(x, y), x => [.. Exponentials(x).Select(p => Math.Log(p))]),
        Binary("SmoothL1", (a, b) => a.SmoothL1(b, 0.7), (a, b) => Math.Abs(a - b) is var d && d < 0.7 ? d * d / 1.4 : d - 0.35, Anywhere, Targets),
        Binary("SmoothL1 sharp", (a, b) => a.SmoothL1(b, 0), (a, b) => Math.Abs(a - b), Anywhere, Targets),
        Binary("Huber", (a, b) => a.Huber(b, 0.7), (a, b) => Math.Abs(a - b) is var d && d < 0.7 ? d * d / 2 : 0.7 * (d - 0.35), Anywhere, Targets),
        Binary("KlDivergence", (a, b) => a.KlDivergence(b, logTarget: false), (a, b) => b * (Math.Log(b) - a), Anywhere, Positive) with { Slack = 16 },
        Binary("KlDivergence log", (a, b) => a.KlDivergence(b, logTarget: true), (a, b) => Math.Exp(b) * (b - a), Anywhere, Anywhere) with { Slack = 16 },
        Binary("PoissonNll", (a, b) => a.PoissonNll(b, logInput: false, 0.1), (a, b) => a - b * Math.Log(a + 0.1), Positive, [0, 0.5, 1, 4])
            with { Slack = 16 },
        Binary("PoissonNll log", (a, b) => a.PoissonNll(b, logInput: true, 0), (a, b) => Math.Exp(a) - b * a, Anywhere, [0, 0.5, 1, 4]) with { Slack = 16 },
        Unary("Stirling", x => x.Stirling(), x => x > 1 ? x * Math.Log(x) - x + Math.Log(2 * Math.PI * x) / 2 : 0, -1, 0, 0.3, 0.9, 1.1, 2, 7.5)
            with { Slack = 16 },
        Ternary("GaussianNll", (a, b, c) => a.GaussianNll(b, c, 0.1), (a, b, c) => (Math.Log(c) + (a - b) * (a - b) / c) / 2, Anywhere, Targets,
            [0.3, 0.8, 1.6, 3.1]) with { Slack = 64 },
        new("HingeEmbedding", t => t[0].HingeEmbedding(t[1], 0.9),
            d => [d.Pick([77], Positive), d.Pick([77], -1, 0, 1).To(DType.Int64)],
            d => [d.Pick([3, 4], Anywhere), d.Pick([3, 4], -1, 1).To(DType.Int32)],
            d => [d.Pick([0], Positive), d.Pick([0], -1, 1).To(DType.Int64)])
        { Reference = Each(x => (x[1] == -1 ? 0 : x[0]) + (x[1] == 1 ? 0 : Math.Max(0.9 - x[0], 0))) },
        Ternary("MarginRanking", (a, b, c) => a.MarginRanking(b, c, 0.6), (a, b, c) => Math.Max(0.6 - c * (a - b), 0), Anywhere, Targets, [-2, -1, 1]),
        Binary("SoftMargin", (a, b) => a.SoftMargin(b), (a, b) => Math.Log(1 + Math.Exp(-a * b)), Anywhere, [-1, 0.4, 1]) with { Slack = 16 },
        Binary("SigmoidFocal", (a, b) => a.SigmoidFocal(b, 0.3, 1.7), (a, b) => Focal(a, b, 0.3, 1.7), Anywhere, [0, 0.3, 1]) with { Slack = 32 },
        Binary("SigmoidFocal without weights", (a, b) => a.SigmoidFocal(b, -1, 2), (a, b) => Focal(a, b, -1, 2), Anywhere, [0, 0.3, 1]) with { Slack = 32 },
        .. OfClasses,
        .. Distances,
    ];

    static double Focal(double x, double y, double alpha, double gamma)
    {
        var p = 1 / (1 + Math.Exp(-x));
        var weight = alpha < 0 ? 1 : alpha * y + (1 - alpha) * (1 - y);
        return -weight * Math.Pow(1 - (p * y + (1 - p) * (1 - y)), gamma) * (y * Math.Log(p) + (1 - y) * Math.Log(1 - p));
    }

    static IEnumerable<Operation> OfClasses =>
    [
        new("MultiMarginLoss", t => F.MultiMarginLoss(t[0], t[1], margin: 0.8, reduction: Reduction.None),
            d => [d.Uniform([7, 5]), d.Indices([7], 5)], d => [d.Uniform([5]), d.Indices([], 5)], d => [d.Uniform([0, 5]), d.Indices([0], 5)])
        { Slack = 16, Reference = t => MultiMargin(t[0], t[1], 0.8, 1, _ => 1) },
        new("MultiMarginLoss squared", t => F.MultiMarginLoss(t[0], t[1], 2, 0.8, t[2], Reduction.None),
            d => [d.Uniform([7, 5]), d.Indices([7], 5), d.Uniform([5], 0.5, 1.5)])
        { Slack = 16, Reference = t => MultiMargin(t[0], t[1], 0.8, 2, y => t[2].ToArray<double>()[y]) },
        new("MultilabelMarginLoss", t => F.MultilabelMarginLoss(t[0], t[1], Reduction.None),
            d => [d.Uniform([6, 4]), (d.Indices([6, 4], 5) - 1).To(DType.Int32)], d => [d.Uniform([4]), Tensor.From([2L, 0, -1, 1])],
            d => [d.Uniform([2, 3]), Tensor.Full([2, 3], -1, DType.Int64)])
        { Slack = 16, Reference = t => MultiLabelMargin(t[0], t[1]) },
        new("MultilabelSoftMarginLoss", t => F.MultilabelSoftMarginLoss(t[0], t[1], t[2], Reduction.None),
            d => [d.Uniform([6, 4]), d.Uniform([6, 4], 0, 1), d.Uniform([4], 0.5, 1.5)]) { Slack = 16 },
        new("CtcLoss", t => F.CtcLoss(t[0].LogSoftmax(-1), t[1], Tensor.From([5L, 3, 4]), Tensor.From([2L, 0, 3]), reduction: Reduction.None),
            d => [d.Uniform([5, 3, 4]), Tensor.From(new long[,] { { 1, 1, 3 }, { 2, 1, 3 }, { 3, 1, 2 } })])
        { Slack = 64, Halves = false, Reference = t => Alignments(t[0], [5, 3, 4], [[1, 1], [], [3, 1, 2]], 0) },
        new("CtcLoss short", t => F.CtcLoss(t[0].LogSoftmax(-1), Tensor.From([0L, 2, 0]), 6, 3, blank: 1, reduction: Reduction.None), d => [d.Uniform([6, 3])])
        { Slack = 64, Halves = false, Reference = t => Alignments(t[0].Unsqueeze(1), [6], [[0, 2, 0]], 1) },
    ];

    static double[] MultiMargin(Tensor x, Tensor target, double margin, int p, Func<long, double> weight)
    {
        var classes = target.ToArray<long>();
        return [.. Along.Groups(x, [x.Rank - 1]).Select((line, n) => weight(classes[n]) * line.Where((_, i) => i != classes[n])
            .Sum(score => Math.Pow(Math.Max(0, margin - line[classes[n]] + score), p)) / line.Length)];
    }

    static double[] MultiLabelMargin(Tensor x, Tensor target)
    {
        var labels = Along.Groups(target, [x.Rank - 1]).Select(line => line.TakeWhile(label => label >= 0).Select(label => (int)label).ToArray()).ToArray();
        return [.. Along.Groups(x, [x.Rank - 1]).Select(
            (line, n) => labels[n].Sum(y => line.Where((_, i) => !labels[n].Contains(i)).Sum(score => Math.Max(0, 1 - (line[y] - score)))) / line.Length)];
    }

    // By trying every way to name a class at each step.
    static double[] Alignments(Tensor scores, int[] times, long[][] labels, long blank)
    {
        var (classes, probabilities) = ((int)scores.Size(2), scores.To(DType.Float64).Softmax(-1));
        double Sum(int n, int t, long last, int said)
        {
            if (t == times[n]) return said == labels[n].Length ? 1 : 0;
            double sum = 0;
            for (long c = 0; c < classes; c++)
            {
                var next = c == blank || c == last ? said : said < labels[n].Length && labels[n][said] == c ? said + 1 : -1;
                if (next >= 0) sum += probabilities.Select(0, t).Select(0, n).Select(0, c).Item() * Sum(n, t + 1, c, next);
            }
            return sum;
        }
        return [.. times.Select((_, n) => -Math.Log(Sum(n, 0, -1, 0)))];
    }

    static IEnumerable<Operation> Distances =>
    [
        new("CosineEmbeddingLoss", t => F.CosineEmbeddingLoss(t[0], t[1], t[2], 0.1, Reduction.None),
            d => [d.Uniform([6, 5]), d.Uniform([6, 5]), d.Pick([6], -1, 1).To(DType.Int64)], d => [d.Uniform([5]), d.Uniform([5]), 1L]) { Slack = 32 },
        new("TripletMarginLoss", t => F.TripletMarginLoss(t[0], t[1], t[2], margin: 2, swap: true, reduction: Reduction.None),
            d => [d.Uniform([6, 5]), d.Uniform([6, 5]), d.Uniform([6, 5])], d => [d.Uniform([5]), d.Uniform([5]), d.Uniform([5])]) { Slack = 32 },
        new("CosineSimilarity", t => F.CosineSimilarity(t[0], t[1], -1),
            d => [d.Uniform([3, 5]), d.Uniform([3, 5])], d => [d.Uniform([5]), d.Uniform([2, 1, 5])])
        { Slack = 16, Reference = t => Pairs(t, (x, y) => Dot(x, y) / Math.Sqrt(Dot(x, x) * Dot(y, y))) },
        new("CosineSimilarity short", t => F.CosineSimilarity(t[0], t[1], 0, 10), d => [d.Uniform([5]), d.Uniform([5])])
        { Slack = 16, Reference = t => Pairs(t, (x, y) => Dot(x, y) / 100) },
        new("PairwiseDistance", t => F.PairwiseDistance(t[0], t[1], 3, 0.1),
            d => [d.Uniform([3, 5]), d.Uniform([3, 5])], d => [d.Uniform([5]), d.Uniform([2, 1, 5])])
        { Slack = 32, Reference = t => Pairs(t, (x, y) => Math.Pow(x.Zip(y).Sum(pair => Math.Pow(Math.Abs(pair.First - pair.Second + 0.1), 3)), 1.0 / 3)) },
        new("Normalize", t => F.Normalize(t[0], 3, -1), d => [d.Uniform([3, 5])], d => [d.Uniform([5])])
        { Slack = 16, Reference = t => Along.Lines(t[0], -1, line => [.. line.Select(x => x / Math.Pow(line.Sum(y => Math.Pow(Math.Abs(y), 3)), 1.0 / 3))]) },
        new("Pdist", t => F.Pdist(t[0]), d => [d.Uniform([5, 3])], d => [d.Uniform([2, 1])], d => [d.Uniform([1, 4])])
        {
            Slack = 16,
            Reference = t => RowDistances(Along.Groups(t[0], [1])),
        },
        new("Bilinear", t => F.Bilinear(t[0], t[1], t[2], t[3]),
            d => [d.Uniform([4, 2]), d.Uniform([4, 3]), d.Uniform([5, 2, 3]), d.Uniform([5])],
            d => [d.Uniform([2, 2, 2]), d.Uniform([2, 2, 1]), d.Uniform([3, 2, 1]), d.Uniform([3])],
            d => [d.Uniform([2]), d.Uniform([3]), d.Uniform([1, 2, 3]), d.Uniform([1])]) { Slack = 32 },
        new("Glu", t => F.Glu(t[0], 1), d => [d.Uniform([3, 4])], d => [d.Uniform([2, 6, 3])], d => [d.Uniform([0, 2])])
        { Slack = 16, Reference = t =>
            Along.Lines(t[0], 1, line => [.. line.Take(line.Length / 2).Zip(line.Skip(line.Length / 2), (a, b) => a / (1 + Math.Exp(-b)))]) },
        new("Prelu", t => t[0].Prelu(t[1]), d => [d.Pick([77], Bends), d.Uniform([1])], d => [d.Pick([2, 3], Bends), d.Uniform([])],
            d => [d.Pick([], Bends), d.Uniform([1])])
        { Slack = 64, Reference = Each(x => x[0] > 0 ? x[0] : x[0] * x[1]) },
        new("Prelu channels", t => t[0].Prelu(t[1]), d => [d.Pick([2, 3, 4], Bends), d.Uniform([3])], d => [d.Pick([5, 2], Bends), d.Uniform([2])])
        { Slack = 16 },
    ];

    static double Dot(double[] x, double[] y) => x.Zip(y).Sum(pair => pair.First * pair.Second);

    // Of each two rows, in the order of a condensed matrix.
    static double[] RowDistances(double[][] rows) =>
    [
        .. from i in Enumerable.Range(0, rows.Length)
           from j in Enumerable.Range(i + 1, rows.Length - i - 1)
           select Math.Sqrt(rows[i].Zip(rows[j]).Sum(pair => Math.Pow(pair.First - pair.Second, 2))),
    ];

    // A number for each two lines of tensors that broadcast.
    static double[] Pairs(Tensor[] t, Func<double[], double[], double> number)
    {
        var sizes = new Shape(Broadcast.Sizes(t[0].Shape, t[1].Shape)!);
        double[][] Lines(Tensor x) => Along.Groups(x.Expand(sizes), [sizes.Rank - 1]);
        return [.. Lines(t[0]).Zip(Lines(t[1]), number)];
    }
}
