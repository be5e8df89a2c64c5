using System.Globalization;
using Adjoint.Cli.Data;
using Adjoint.Cli.Training;
using Adjoint.Nn;
using Spectre.Console;

namespace Adjoint.Cli.Output;

/// <summary>A progress bar that moves, for terminals.</summary>
internal sealed class LiveView : IView
{
    public void Begin(Problem problem, TrainOptions options, Module model)
    {
        var lines = Summary.Opening(problem, options, model).Select(Printable.Of).ToArray();
        AnsiConsole.MarkupLineInterpolated($"[bold]{lines[0]}[/]");
        foreach (var line in lines[1..]) AnsiConsole.WriteLine(line);
    }

    public void Train(int epochs, Func<int, double> epoch) =>
        AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context =>
            {
                var bar = context.AddTask("training", maxValue: epochs);
                for (var i = 0; i < epochs; i++)
                {
                    var loss = epoch(i);
                    bar.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {i + 1}/{epochs} loss {loss:E3}");
                    bar.Increment(1);
                }
            });

    public void End(TrainingResult result)
    {
        foreach (var line in Summary.Closing(result)) AnsiConsole.WriteLine(Printable.Of(line));
        foreach (var line in LossCurve.Draw(result.Losses)) AnsiConsole.MarkupLineInterpolated($"[teal]{line}[/]");
    }
}
