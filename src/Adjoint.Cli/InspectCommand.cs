using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adjoint.Cli.Data;
using Adjoint.Cli.Output;
using Adjoint.Serialization;

namespace Adjoint.Cli;

/// <summary><c>adjoint inspect</c>: what is in a file with tensors, or why it is refused.</summary>
internal static class InspectCommand
{
    static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A file of safetensors, PyTorch or NumPy: .safetensors .pt .pth .ckpt .bin .npz .npy.",
        };
        var stats = new Option<bool>("--stats")
        {
            Description = "Read the elements too: smallest, mean and largest, and how many are NaN.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        const string Description =
            "Lists the tensors in a file. Exit code 2: the file is refused, and the reason is on the standard error stream.";
        var command = new Command("inspect", Description) { file, stats, json };
        command.SetAction(call => FileErrors.Explain(() =>
        {
            var path = call.GetValue(file)!;
            var summary = Checkpoint.Inspect(path);
            var tensors = call.GetValue(stats) ? Statistics.Of(path, summary) : [];
            if (call.GetValue(json)) Console.WriteLine(Json(summary, tensors));
            else foreach (var line in Lines(summary, tensors)) Console.WriteLine(line);
            return ExitCode.Success;
        }));
        return command;
    }

    static IEnumerable<string> Lines(CheckpointSummary summary, Dictionary<string, Statistics> statistics)
    {
        var bytes = summary.Entries.Sum(entry => entry.Bytes);
        yield return $"{summary.Format}, {Plural(summary.Entries.Count, "tensor")}, {Plural(bytes, "byte")}";
        foreach (var (name, value) in summary.Metadata) yield return Printable.Of($"note {name}: {value}");
        var rows = summary.Entries.Select(entry => (string[])
        [
            Printable.Of(entry.Name), entry.DType?.ToString() ?? $"{Printable.Of(entry.Type)} (not loaded)", entry.Shape.ToString(),
            Plural(entry.Bytes, "byte"), statistics.TryGetValue(entry.Name, out var found) ? found.ToString() : "",
        ]).ToList();
        var widths = Enumerable.Range(0, 4).Select(column => rows.Select(row => row[column].Length).DefaultIfEmpty().Max()).ToArray();
        foreach (var row in rows)
            yield return string.Join("  ", row.Select((cell, column) => column < 4 ? cell.PadRight(widths[column]) : cell)).TrimEnd();
    }

    static string Json(CheckpointSummary summary, Dictionary<string, Statistics> statistics) => JsonSerializer.Serialize(
        new
        {
            Format = summary.Format.ToString(),
            summary.Metadata,
            Tensors = summary.Entries.Select(entry => new
            {
                entry.Name,
                entry.Type,
                DType = entry.DType?.ToString(),
                Shape = entry.Shape.ToArray(),
                entry.Bytes,
                Statistics = statistics.GetValueOrDefault(entry.Name),
            }),
        },
        s_json);

    static string Plural(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
