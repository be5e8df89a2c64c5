using Adjoint.Cli.Data;
using Adjoint.Nn;

namespace Adjoint.Cli.Training;

/// <summary>What came out.</summary>
internal sealed class TrainingResult
{
    public required Problem Problem { get; init; }

    public required IReadOnlyList<(string Name, Tensor Value)> Parameters { get; init; }

    public required double[] Losses { get; init; }

    public required IReadOnlyList<Prediction> Predictions { get; init; }

    public required Score Train { get; init; }

    public Score? Validation { get; init; }

    public static TrainingResult Of(Problem problem, Module model, double[] losses)
    {
        var predictions = new List<Prediction>();
        if (problem.Unseen is { } x)
            predictions.Add(
                new(x.ToString(System.Globalization.CultureInfo.InvariantCulture), null, $"{model.Call(Tensor.Full([1, 1], x)).Item():R}"));
        if (problem.Validation is { } validation)
        {
            var (targets, outputs) = (Readable(problem, validation.Y), Readable(problem, Decide(problem, model.Call(validation.X))));
            for (var i = 0; i < targets.Length; i++) predictions.Add(new($"line {problem.ValidationLines[i]}", targets[i], outputs[i]));
        }
        return new()
        {
            Problem = problem,
            Parameters = [.. model.NamedParameters().Select(named => (named.Name, named.Parameter.Data))],
            Losses = losses,
            Predictions = predictions,
            Train = Score.Of(problem, model, problem.Train),
            Validation = problem.Validation is { } held ? Score.Of(problem, model, held) : null,
        };
    }

    /// <summary>A class for the outputs of a classifier, and the number itself otherwise.</summary>
    public static Tensor Decide(Problem problem, Tensor output) => problem.Kind switch
    {
        TargetKind.Classes => output.ArgMax(1),
        TargetKind.Binary => (output > 0).To(DType.Float32),
        _ => output,
    };

    static string[] Readable(Problem problem, Tensor values) => Array.ConvertAll(values.ToArray<double>(), value =>
        problem.Kind == TargetKind.Classes
        ? problem.Classes[(int)value]
        : problem.TargetScaling.Undo(value).ToString("G6", System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>One prediction, beside the true value where that is known.</summary>
internal readonly record struct Prediction(string For, string? Target, string Value);

/// <summary>How good a model is on some rows.</summary>
internal readonly record struct Score(string Name, double Value)
{
    public static Score Of(Problem problem, Module model, Samples samples)
    {
        var output = model.Call(samples.X);
        if (problem.Kind != TargetKind.Number)
            return new("accuracy", TrainingResult.Decide(problem, output).Eq(samples.Y).To(DType.Float64).Mean().Item());
        Tensor y = samples.Y.To(DType.Float64), error = y - output;
        var spread = (y - y.Mean()).Square().Sum().Item();
        return new("r2", spread == 0 ? double.NaN : 1 - error.Square().Sum().Item() / spread);
    }
}
