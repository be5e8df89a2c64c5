using Adjoint.Nn;

namespace Adjoint.Tests.Operations;

/// <summary>The kinds of rows of <see cref="Reductions"/>, and their references.</summary>
internal static partial class OperationTable
{
    delegate Tensor OverDims(Tensor x, int[] dims, bool keepDim);

    /// <summary>A reduction over all dimensions, one, and several, which it keeps.</summary>
    static IEnumerable<Operation> Reduced(string name, OverDims call, Func<double[], double> fold, double[] points, Integers integers = Integers.Untested) =>
    [
        Over(name, x => call(x, [], false), [], fold, points) with { Integers = integers },
        Over($"{name} one", x => call(x, [0], false), [0], fold, points) with { Integers = integers },
        Over($"{name} several", x => call(x, [-1, 0], true), [-1, 0], fold, points) with { Integers = integers, Samples = Several(points) },
    ];

    /// <summary>A reduction over the given dimensions; none means all.</summary>
    static Operation Over(string name, Func<Tensor, Tensor> call, int[] dims, Func<double[], double> fold, double[] points) =>
        new(name, inputs => call(inputs[0]),
            d => [d.Pick([77], points)],
            d => [d.Pick([3, 4], points)],
            d => [d.Pick([2, 3, 2], points)],
            d => [d.Pick([], points)],
            d => [d.Pick([0], points)],
            d => [d.Pick([2, 0, 3], points)])
        {
            Reference = inputs => Along.Fold(inputs[0], dims, fold),
            Slack = 16,
        };

    static Func<Draw, Tensor[]>[] Several(double[] points) =>
        [d => [d.Pick([3, 4], points)], d => [d.Pick([2, 5, 3], points)], d => [d.Pick([2, 0, 3], points)], d => [d.Pick([2, 3, 2, 2], points)]];

    /// <summary>A reduction that chooses an element, of different ones.</summary>
    static IEnumerable<Operation> Chosen(string name, OverDims call, Func<double[], double> fold) =>
    [
        Chosen($"{name}", x => call(x, [], false), [], fold),
        Chosen($"{name} one", x => call(x, [0], false), [0], fold),
        Chosen($"{name} several", x => call(x, [-1, 0], true), [-1, 0], fold) with { Samples = [d => [d.Uniform([3, 4])], d => [d.Uniform([2, 5, 3])]] },
    ];

    static Operation Chosen(string name, Func<Tensor, Tensor> call, int[] dims, Func<double[], double> fold) =>
        Over(name, call, dims, fold, []) with
        {
            Samples = [d => [d.Uniform([77])], d => [d.Uniform([3, 4])], d => [d.Uniform([2, 3, 2])], d => [d.Uniform([])]],
            Integers = Integers.Untested,
        };

    /// <summary>A measure of how different elements are, of at least two.</summary>
    static IEnumerable<Operation> Spread(string name, OverDims call, Func<double[], double> fold) =>
    [
        Spread(name, x => call(x, [], false), [], fold),
        Spread($"{name} one", x => call(x, [0], false), [0], fold),
        Spread($"{name} several", x => call(x, [-1, 0], true), [-1, 0], fold) with { Samples = [d => [d.Uniform([3, 4])], d => [d.Uniform([2, 5, 3])]] },
    ];

    static Operation Spread(string name, Func<Tensor, Tensor> call, int[] dims, Func<double[], double> fold) =>
        Over(name, call, dims, fold, []) with { Samples = [d => [d.Uniform([77])], d => [d.Uniform([3, 4])], d => [d.Uniform([2, 3, 2])]] };

    /// <summary>Without samples where a number is made of no elements, which has no derivative.</summary>
    static Operation OfSome(Operation row) => row with
    {
        Samples = [.. row.Samples.Where(sample => sample(new Draw()) is var x && (x[0].Count > 0 || row.Reference!(x).Length == 0))],
    };

    /// <summary>An operation on every line along the first, a middle and the last dimension.</summary>
    static Operation ByLine(
        string name, Func<Tensor, int, Tensor> call, Func<double[], double[]> change, double[] points, Integers integers = Integers.Untested)
    {
        static int Dim(Tensor x) => x.Rank switch { 2 => 0, 3 => 1, _ => -1 };
        return new(name, inputs => call(inputs[0], Dim(inputs[0])),
            d => [d.Pick([77], points)],
            d => [d.Pick([4, 3], points)],
            d => [d.Pick([2, 5, 3], points)],
            d => [d.Pick([2, 1, 2, 4], points)],
            d => [d.Pick([], points)],
            d => [d.Pick([0], points)],
            d => [d.Pick([2, 0, 3], points)])
        {
            Reference = inputs => Along.Lines(inputs[0], Dim(inputs[0]), change),
            Integers = integers,
            Slack = 64,
        };
    }

    /// <summary>An operation that puts different elements in order.</summary>
    static Operation Sorted(string name, Func<Tensor, Tensor> call, int dim, Func<double[], double[]> change) =>
        new(name, inputs => call(inputs[0]),
            d => [d.Uniform([77])],
            d => [d.Uniform([4, 3])],
            d => [d.Uniform([2, 5, 3])],
            d => [d.Uniform([])],
            d => [d.Uniform([1, 0])])
        {
            Reference = inputs => Along.Lines(inputs[0], dim, change),
        };

    /// <summary>An operation that finds equal elements.</summary>
    static Operation Grouped(string name, Func<Tensor, Tensor> call, Func<double[], double[]> reference) =>
        new(name, inputs => call(inputs[0]),
            d => [d.Pick([77], -1, 0, 2, 3.5)],
            d => [d.Pick([2, 3], -1, 0)],
            d => [d.Pick([], 1)],
            d => [d.Pick([0], 1)])
        {
            Order = 0,
            Integers = Integers.Kept,
            Reference = inputs => reference(inputs[0].ToArray<double>()),
        };

    /// <summary>A loss of numbers one by one.</summary>
    static Operation Loss(string name, Func<Tensor, Tensor, Reduction, Tensor> call, Func<double, double, double> each, double[] inputs, double[] targets) =>
        new(name, t => call(t[0], t[1], t[0].Rank switch { 1 => Reduction.None, 2 => Reduction.Mean, _ => Reduction.Sum }),
            d => [d.Pick([7], inputs), d.Pick([7], targets)],
            d => [d.Pick([3, 4], inputs), d.Pick([3, 4], targets)],
            d => [d.Pick([2, 3, 2], inputs), d.Pick([2, 3, 2], targets)],
            d => [d.Pick([], inputs), d.Pick([], targets)],
            d => [d.Pick([0], inputs), d.Pick([0], targets)])
        {
            Reference = t =>
            {
                double[] losses = [.. t[0].ToArray<double>().Zip(t[1].ToArray<double>(), each)];
                return t[0].Rank switch { 1 => losses, 2 => [losses.Average()], _ => [losses.Sum()] };
            },
            Slack = 16,
        };

    /// <summary>A loss of classes; <paramref name="logarithms"/> makes a line of inputs logarithms of probabilities.</summary>
    static Operation Classes(string name, Func<Tensor, Tensor, Tensor> call, Func<double[], double[]> logarithms) =>
        new(name, t => call(t[0], t[1]),
            d => [d.Uniform([4]), Below(d, [], 4)],
            d => [d.Uniform([3, 4]), Below(d, [3], 4)],
            d => [d.Uniform([2, 4, 3]), Below(d, [2, 3], 4)])
        {
            Reference = t =>
            {
                var lines = Along.Groups(t[0], [t[0].Rank == 1 ? 0 : 1]);
                return [t[1].ToArray<double>().Select((target, i) => -logarithms(lines[i])[(int)target]).Average()];
            },
            Slack = 16,
        };

    static double Product(double[] values) => values.Aggregate(1.0, (a, b) => a * b);

    static double Variance(double[] values, double correction)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - correction);
    }

    /// <summary>What a combination has come to at each element of a line, which is overwritten.</summary>
    internal static double[] Running(double[] line, Func<double, double, double> combine)
    {
        for (var i = 1; i < line.Length; i++) line[i] = combine(line[i - 1], line[i]);
        return line;
    }

    static double[] Exponentials(double[] line) => [.. line.Select(v => Math.Exp(v) / line.Sum(Math.Exp))];

    static IEnumerable<double> Order(double[] line) => Enumerable.Range(0, line.Length).OrderBy(i => line[i]).Select(i => (double)i);
}
