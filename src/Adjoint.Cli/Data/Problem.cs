using System.Globalization;
using Adjoint.Csv;

namespace Adjoint.Cli.Data;

/// <summary>What is to be predicted.</summary>
internal enum TargetKind { Number, Binary, Classes }

/// <summary>Rows of features and the targets that belong to them.</summary>
internal readonly record struct Samples(Tensor X, Tensor Y)
{
    public long Count => X.Size(0);

    public Samples Take(Tensor rows) => new(X.IndexSelect(0, rows), Y.IndexSelect(0, rows));
}

/// <summary>Data ready for training: standardized, and split into a part to learn from and a part to be judged by.</summary>
internal sealed class Problem
{
    public required string Title { get; init; }

    public required string[] Features { get; init; }

    public required string Target { get; init; }

    public required TargetKind Kind { get; init; }

    public required Samples Train { get; init; }

    /// <summary>Null where there are too few rows to spare any.</summary>
    public Samples? Validation { get; init; }

    /// <summary>The line of the file each row of <see cref="Validation"/> stands in.</summary>
    public int[] ValidationLines { get; init; } = [];

    /// <summary>How columns were scaled; null if they are as they were.</summary>
    public Scaling[]? FeatureScaling { get; init; }

    /// <summary>How targets were scaled.</summary>
    public Scaling TargetScaling { get; init; } = new(0, 1);

    /// <summary>The classes by number, if the target is one.</summary>
    public string[] Classes { get; init; } = [];

    /// <summary>Rows left out because a value is missing.</summary>
    public int Incomplete { get; init; }

    /// <summary>Columns left out because they are text.</summary>
    public string[] Unused { get; init; } = [];

    /// <summary>A number to predict for that is not in the data, if there is a natural one.</summary>
    public double? Unseen { get; init; }

    public bool IsLecture => Unseen is not null;

    public int Outputs => Kind == TargetKind.Classes ? Classes.Length : 1;

    /// <summary>The lecture's points: y = 2x at 1, 2 and 3, and the question what y is at 4.</summary>
    public static Problem Lecture() => new()
    {
        Title = "y = w x + b on the points (1, 2), (2, 4), (3, 6)",
        Features = ["x"],
        Target = "y",
        Kind = TargetKind.Number,
        Train = new([[1.0f], [2.0f], [3.0f]], [[2.0f], [4.0f], [6.0f]]),
        Unseen = 4,
    };

    public static Problem FromTable(CsvTable table, string? target, string[] features, TargetKind kind, long seed)
    {
        if (target is null)
            throw new CliException($"--target says which column to predict; {table.Name} has {string.Join(", ", table.Columns)}.");
        table.IndexOf(target);
        string[] chosen = features.Length > 0 ? features : [.. table.NumericColumns.Where(column => column != target)];
        if (chosen.Length == 0) throw new CliException($"{table.Name}: besides '{target}' there is no numeric column to predict from.");
        if (features.CountBy(feature => feature).FirstOrDefault(feature => feature.Value > 1).Key is { } twice)
            throw new CliException($"--features: '{twice}' is named twice.");
        if (chosen.Contains(target)) throw new CliException($"--features: '{target}' is the target and cannot be a feature too.");

        var complete = table.WithoutMissing([.. chosen, target]);
        var rows = complete.Rows.Count;
        if (rows == 0) throw new CliException($"{table.Name}: every row lacks a value.");
        var x = Array.ConvertAll(chosen, complete.Numbers);
        var (y, classes) = Targets(complete, target, kind);

        var order = Tensor.RandPerm(rows, generator: new Generator(seed)).ToArray<int>();
        var held = rows < 5 ? 0 : rows / 5;
        int[] validation = [.. order[..held].Order()], train = [.. order[held..].Order()];
        Scaling[] scaling = [.. chosen.Zip(x, (name, column) => Scaled(name, column))];
        var targetScaling = kind == TargetKind.Number ? Scaled(target, y) : new(0, 1);
        return new()
        {
            Title = $"{target} of {Path.GetFileName(table.Name)}: {train.Length} rows to learn from, {held} to be judged by",
            Features = chosen,
            Target = target,
            Kind = kind,
            Train = Part(train),
            Validation = held == 0 ? null : Part(validation),
            ValidationLines = [.. validation.Select(row => complete.Rows[row].Line)],
            FeatureScaling = scaling,
            TargetScaling = targetScaling,
            Classes = classes,
            Incomplete = table.Rows.Count - rows,
            Unused = features.Length > 0 ? [] : [.. table.Columns.Where(column => column != target && !chosen.Contains(column))],
        };

        Scaling Scaled(string name, double[] column)
        {
            var of = Scaling.Of(train.Select(row => column[row]));
            return double.IsFinite(of.Deviation)
                ? of
                : throw new CliException($"{table.Name}: the numbers of column '{name}' are too large to be squared; divide them first.");
        }

        Samples Part(int[] part)
        {
            var numbers = new float[part.Length, x.Length];
            for (var i = 0; i < part.Length; i++)
            {
                for (var j = 0; j < x.Length; j++) numbers[i, j] = (float)scaling[j].Apply(x[j][part[i]]);
            }
            var targets = Tensor.From(Array.ConvertAll(part, row => (float)targetScaling.Apply(y[row])));
            return new(Tensor.From(numbers), kind == TargetKind.Classes ? targets.To(DType.Int64) : targets.Unsqueeze(1));
        }
    }

    static (double[] Values, string[] Classes) Targets(CsvTable table, string target, TargetKind kind)
    {
        if (kind == TargetKind.Classes)
        {
            var (labels, names) = table.ToClasses(target);
            if (names.Count is < 2 or > 1000) throw new CliException(
                $"{table.Name}: column '{target}' has {names.Count} different value(s); " +
                "cross-entropy needs 2 to 1000 classes.");
            return (labels.ToArray<double>(), [.. names]);
        }
        var isText = !table.NumericColumns.Contains(target);
        try
        {
            var values = table.Numbers(target);
            if (kind == TargetKind.Binary && values.Any(value => value is not (0 or 1)))
                throw new CliException(
                    $"{table.Name}: --loss bce needs a target of 0 and 1, and '{target}' has other values; use cross-entropy for classes.");
            return (values, []);
        }
        catch (InvalidDataException e) when (isText)
        {
            throw new CliException($"{e.Message[..^1]}; the column is text: for classes use --loss cross-entropy.");
        }
    }
}

/// <summary>Makes numbers zero on average, and one in spread.</summary>
internal readonly record struct Scaling(double Mean, double Deviation)
{
    public static Scaling Of(IEnumerable<double> values)
    {
        var list = values.ToArray();
        var mean = list.Average();
        var deviation = Math.Sqrt(list.Sum(value => (value - mean) * (value - mean)) / list.Length);
        return new(mean, deviation > 0 ? deviation : 1);
    }

    public double Apply(double value) => (value - Mean) / Deviation;

    public double Undo(double value) => value * Deviation + Mean;
}
