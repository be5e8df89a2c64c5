using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adjoint.Evidence;

/// <summary>What the program prints.</summary>
internal static class Report
{
    const int ShownFailures = 40;

    static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Json(IReadOnlyList<CaseResult> results) => JsonSerializer.Serialize(
        new
        {
            Suites = results.GroupBy(result => result.Suite).Select(suite => new
            {
                Name = suite.Key,
                Passed = suite.Count(result => result.Outcome == Outcome.Passed),
                Failed = suite.Count(result => result.Outcome == Outcome.Failed),
                Missing = suite.Count(result => result.Outcome == Outcome.Missing),
            }),
            Failures = results.Where(result => result.Outcome == Outcome.Failed).Select(result =>
                new { result.Suite, Op = result.Operation, result.Case, result.Detail }),
        },
        s_json) + "\n";

    public static string Text(IReadOnlyList<CaseResult> results)
    {
        var text = new StringBuilder();
        foreach (var suite in results.GroupBy(result => result.Suite))
        {
            var missing = suite.Where(result => result.Outcome == Outcome.Missing).GroupBy(result => (result.Operation, result.Detail)).ToArray();
            if (missing.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"{suite.Key}, missing:");
            foreach (var group in missing.GroupBy(group => group.Key.Detail).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var operations = group.OrderBy(g => g.Key.Operation, StringComparer.Ordinal).Select(g => $"{g.Key.Operation} {g.Count()}");
                text.AppendLine(CultureInfo.InvariantCulture, $"  {group.Key}: {string.Join(", ", operations)}");
            }
        }
        var failures = results.Where(result => result.Outcome == Outcome.Failed).ToArray();
        foreach (var failure in failures.Take(ShownFailures))
            text.AppendLine(
                CultureInfo.InvariantCulture, $"FAILED {failure.Suite} {failure.Operation} {failure.Case}\n  {failure.Detail.ReplaceLineEndings("\n  ")}");
        if (failures.Length > ShownFailures)
            text.AppendLine(CultureInfo.InvariantCulture, $"... and {failures.Length - ShownFailures} more; --op shows those of one operation.");
        foreach (var suite in results.GroupBy(result => result.Suite))
        {
            var count = suite.CountBy(result => result.Outcome).ToDictionary();
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{suite.Key,-13} {count.GetValueOrDefault(Outcome.Passed),6} passed " +
                $"{count.GetValueOrDefault(Outcome.Failed),5} failed {count.GetValueOrDefault(Outcome.Missing),6} missing");
        }
        return text.ToString().ReplaceLineEndings();
    }
}
