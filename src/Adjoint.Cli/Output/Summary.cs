using System.Globalization;
using Adjoint.Cli.Data;
using Adjoint.Cli.Training;
using Adjoint.Nn;

namespace Adjoint.Cli.Output;

/// <summary>What is said before and after training, line by line.</summary>
internal static class Summary
{
    // More predictions than this are only counted; --json has them all.
    const int Shown = 5;

    public static IEnumerable<string> Opening(Problem problem, TrainOptions options, Module model)
    {
        yield return problem.Title;
        if (problem.Unused.Length > 0) yield return $"text columns not used: {string.Join(", ", problem.Unused)}";
        if (problem.Incomplete > 0) yield return $"{problem.Incomplete} row(s) with an empty cell left out";
        foreach (var line in model.ToString()!.Split('\n')) yield return line;
        var parameters = model.Parameters().Sum(parameter => parameter.Count);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{parameters} parameters, {options.Optimizer} with learning rate {options.LearningRate}, " +
            $"loss {options.Loss}, seed {options.Seed}");
    }

    public static IEnumerable<string> Closing(TrainingResult result)
    {
        if (result.Problem.IsLecture && result.Parameters.Count == 2)
        {
            yield return Invariant($"w = {result.Parameters[0].Value.Item():F4}");
            yield return Invariant($"b = {result.Parameters[1].Value.Item():F4}");
        }
        foreach (var prediction in result.Predictions.Take(Shown))
        {
            yield return prediction.Target is { } target
                ? $"{prediction.For}: {result.Problem.Target} predicted {prediction.Value}, true {target}"
                : Invariant($"prediction for {prediction.For}: {double.Parse(prediction.Value, CultureInfo.InvariantCulture):F4}");
        }
        if (result.Predictions.Count > Shown) yield return $"... {result.Predictions.Count - Shown} more with --json";
        yield return result.Validation is { } validation
            ? Invariant($"{Name(validation)} {validation.Value:F4} on rows not learned from, {result.Train.Value:F4} on the others")
            : Invariant($"{Name(result.Train)} {result.Train.Value:F4}");
        yield return Invariant($"loss {result.Losses[0]:G4} at first, {result.Losses[^1]:G4} at last");
    }

    static string Name(Score score) => score.Name == "r2" ? "R²" : score.Name;

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
