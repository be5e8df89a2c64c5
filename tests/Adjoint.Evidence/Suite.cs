using System.IO.Compression;
using System.Text.Json;
using Adjoint.Evidence.Suites;

namespace Adjoint.Evidence;

/// <summary>The suites, by the name of their folder.</summary>
internal static class Suite
{
    public static IReadOnlyDictionary<string, Func<string, IEnumerable<Case>>> All { get; } = new Dictionary<string, Func<string, IEnumerable<Case>>>
    {
        ["torch-ops"] = TorchOps.Cases,
        ["torch-nn"] = TorchNn.Cases,
        ["torch-optim"] = TorchOptim.Cases,
        ["torch-init"] = TorchInit.Cases,
        ["numpy-math"] = NumpyMath.Cases,
        ["numpy-oracle"] = NumpyOracle.Cases,
        ["files"] = Files.Cases,
        ["nist"] = Nist.Cases,
    };

    /// <summary>Replays the suites that the folder has.</summary>
    public static IReadOnlyList<CaseResult> Replay(string folder, string? suite = null, string? operation = null)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no evidence folder {folder}; name it with --folder.");
        if (suite is not null && !All.ContainsKey(suite))
            throw new InvalidDataException($"There is no suite {suite}; there are {string.Join(", ", All.Keys)}.");
        var results = new List<CaseResult>();
        foreach (var (name, cases) in All)
        {
            var path = Path.Combine(folder, name);
            if ((suite is not null && suite != name) || !Directory.Exists(path)) continue;
            results.AddRange(cases(path).Where(c => operation is null || c.Operation == operation).Select(c => Run(name, c)));
        }
        return results;
    }

    /// <summary>The lines of the .jsonl.gz files of a folder, parsed.</summary>
    public static IEnumerable<(string File, JsonElement Row)> Rows(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.jsonl.gz").Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileName(path)[..^".jsonl.gz".Length];
            foreach (var line in Lines(path)) yield return (file, JsonElement.Parse(line));
        }
    }

    public static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }

    static CaseResult Run(string suite, Case c)
    {
        try
        {
            c.Check();
            return new(suite, c.Operation, c.Name, Outcome.Passed);
        }
        catch (MissingException e)
        {
            return new(suite, c.Operation, c.Name, Outcome.Missing, e.Message);
        }
        catch (Exception e) when (e is not (JsonException or KeyNotFoundException or FormatException or InvalidDataException))
        {
            return new(suite, c.Operation, c.Name, Outcome.Failed, e is MismatchException ? e.Message : $"{e.GetType().Name}: {e.Message}");
        }
    }
}

/// <summary>One case: <paramref name="Check"/> throws where the library and the evidence differ.</summary>
internal sealed record Case(string Operation, string Name, Action Check);
