using System.Diagnostics;

namespace Adjoint.Bench;

/// <summary>Starts an engine and reads what it prints.</summary>
/// <param name="bench">The folder that holds the engines.</param>
/// <param name="project">The engine's project.</param>
/// <param name="host">What runs it: <c>dotnet</c>, or a script in its place.</param>
internal sealed class EngineProcess(string bench, string project, string host)
{
    readonly string _program = Path.Combine(bench, project, "bin", "Release", "net10.0", project + ".dll");

    /// <summary>The names GROUP/NAME that a filter chooses.</summary>
    public IReadOnlyList<string> List(string? filter) => Run([.. Filter(filter), "--list"]);

    public IEnumerable<Measurement> Measure(string? filter, int threads) =>
        Run([.. Filter(filter), "--json", "--threads", $"{threads}"]).Select(Measurement.FromJson);

    static string[] Filter(string? filter) => filter is null ? [] : ["--filter", filter];

    string[] Run(string[] arguments)
    {
        var start = new ProcessStartInfo(host, [_program, .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = bench };
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return process.ExitCode == 0
            ? lines
            : throw new InvalidOperationException(
                $"{host} {string.Join(' ', start.ArgumentList)} ended with exit code {process.ExitCode}.");
    }
}
