using System.CommandLine;
using System.Globalization;
using Adjoint.Cli.Data;
using Adjoint.Cli.Output;
using Adjoint.Cli.Training;
using Adjoint.Csv;

namespace Adjoint.Cli;

/// <summary><c>adjoint train</c>: the lecture's three points, or a table.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data")
        {
            Description = "A CSV file (or .csv.gz) whose first line names the columns. Without it: the lecture's three points.",
            HelpName = "FILE",
        };
        var target = new Option<string?>("--target") { Description = "The column to predict.", HelpName = "COLUMN" };
        var features = new Option<string?>("--features")
        {
            Description = "The columns to predict from, separated by commas; all other numeric ones if left out.",
            HelpName = "A,B",
        };
        var epochs = Numbers.Count("--epochs", "How often to go through the data. [1000; with --data 200]");
        var lr = Numbers.Positive("--lr", "The learning rate. [0.01]");
        var optimizer = Among("--optimizer", "How to step. [sgd; with --data adam]", Choices.Optimizers.Keys);
        var seed = Numbers.Whole("--seed", "Where random numbers start. [0]");
        var batch = Numbers.Count("--batch", "Rows in one step. [all; with --data 32]");
        var hidden = new Option<string?>("--hidden")
        {
            Description = "The widths of hidden layers, such as 64,64; none for a linear model.",
        };
        var activation = Among("--activation", "The function between layers. [relu]", Choices.Activations.Keys);
        var loss = Among("--loss", "What to minimise; cross-entropy and bce classify. [mse]", Choices.Losses.Keys);
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("train", "Fits a model: linear regression on three points, or a network on a table.")
        {
            data, target, features, epochs, lr, optimizer, seed, batch, hidden, activation, loss, json,
        };
        command.SetAction(call => FileErrors.Explain(() =>
        {
            var file = call.GetValue(data);
            if (file is null && (call.GetValue(target) ?? call.GetValue(features)) is not null)
                throw new CliException("--target and --features say which columns of a table to use; give the table with --data FILE.csv.");
            var lossName = call.GetValue(loss) ?? (file is null ? "mse-sum" : "mse");
            var kind = Choices.KindOf(lossName);
            if (file is null && kind != TargetKind.Number)
                throw new CliException(
                    $"--loss {lossName} is for classes, and the lecture's points have none; give a table with --data FILE.csv.");
            var start = call.GetValue(seed) ?? 0;
            var problem = file is null
                ? Problem.Lecture()
                : Problem.FromTable(CsvTable.Read(file), call.GetValue(target), Names(call.GetValue(features)), kind, start);
            var options = new TrainOptions
            {
                Epochs = call.GetValue(epochs) ?? (file is null ? 1000 : 200),
                LearningRate = call.GetValue(lr) ?? 0.01,
                Optimizer = call.GetValue(optimizer) ?? (file is null ? "sgd" : "adam"),
                Seed = start,
                Batch = call.GetValue(batch) ?? (file is null ? int.MaxValue : 32),
                Hidden = Widths(call.GetValue(hidden)),
                Activation = call.GetValue(activation) ?? "relu",
                Loss = lossName,
            };
            IView view = call.GetValue(json) ? new JsonView() : Console.IsOutputRedirected ? new PlainView() : new LiveView();
            new TrainingRun(problem, options, view).Execute();
            return ExitCode.Success;
        }));
        return command;
    }

    static Option<string?> Among(string name, string description, IEnumerable<string> values)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong([.. values]);
        return option;
    }

    static string[] Names(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    static int[] Widths(string? list) => [.. Names(list).Select(text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is > 0 and <= 65536
            ? width
            : throw new CliException(
                $"--hidden: '{text}' is not a width; write whole numbers from 1 to 65536 separated by commas, such as 64,64."))];
}
