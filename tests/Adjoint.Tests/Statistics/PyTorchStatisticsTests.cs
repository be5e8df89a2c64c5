using System.Text.Json;
using Adjoint.Evidence.Suites;

namespace Adjoint.Tests.Statistics;

/// <summary>Results and gradients of PyTorch, made by Goldens/statistics.py: ties, NaN, infinities, weights and empty segments.</summary>
public class PyTorchStatisticsTests
{
    public static TheoryData<string> Operations => [.. Rows().Select(row => row.GetProperty("op").GetString()!).Distinct()];

    [Theory, MemberData(nameof(Operations))]
    public void ResultsAndGradientsArePyTorchs(string operation)
    {
        foreach (var row in Rows().Where(row => row.GetProperty("op").GetString() == operation)) TorchOps.CaseOf(row).Check();
    }

    static IEnumerable<JsonElement> Rows() => File.ReadLines(TestFiles.Golden("statistics.jsonl")).Select(line => JsonElement.Parse(line));
}
