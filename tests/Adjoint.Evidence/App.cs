using System.CommandLine;

namespace Adjoint.Evidence;

/// <summary>The command line: replays an evidence folder. Exit code 0: nothing failed; 1: something did; 2: nothing could be replayed.</summary>
internal static class App
{
    public static int Run(string[] arguments)
    {
        var folder = new Option<string>("--folder")
        {
            Description = "The evidence folder.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ADJOINT_EVIDENCE") ?? "../shared/evidence",
        };
        var suite = new Option<string?>("--suite") { Description = $"Only one of {string.Join(", ", Suite.All.Keys)}." };
        var op = new Option<string?>("--op") { Description = "Only one operation, module or optimizer." };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output and nothing else." };
        var root = new RootCommand("Replays what PyTorch and NumPy computed against the library.") { folder, suite, op, json };
        root.SetAction(call =>
        {
            try
            {
                var results = Suite.Replay(call.GetValue(folder)!, call.GetValue(suite), call.GetValue(op));
                Console.Out.Write(call.GetValue(json) ? Report.Json(results) : Report.Text(results));
                return results.Any(result => result.Outcome == Outcome.Failed) ? 1 : 0;
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or System.Text.Json.JsonException
                or FormatException or KeyNotFoundException)
            {
                Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
                return 2;
            }
        });
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0) return parsed.Invoke();
        Console.Error.WriteLine(parsed.Errors[0].Message);
        return 2;
    }
}
