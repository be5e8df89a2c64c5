using System.Reflection;
using System.Text.RegularExpressions;
using Adjoint.Generators.Analyzers;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Tests.Diagnosing;

/// <summary>Every diagnostic has a page whose first example is the mistake and whose second one is right.</summary>
public partial class PageTests
{
    public static TheoryData<string> Numbers { get; } = [.. Rules().Select(static r => r.Id)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void TheFirstExampleOfAPageIsReportedAndTheSecondIsNot(string number)
    {
        var examples = Example().Matches(Page(number)).Select(static m => new Source(m.Groups[1].Value)).ToArray();
        Assert.Equal(2, examples.Length);
        Assert.All(examples[0].Diagnose(), found => Assert.StartsWith(number, found));
        Assert.NotEmpty(examples[0].Diagnose());
        Assert.Empty(examples[1].Diagnose());
        examples[1].Generate();
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void APageAndTheTableSayWhatTheDiagnosticSays(string number)
    {
        var rule = Rules().Single(r => r.Id == number);
        var title = rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var severity = rule.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning";
        Assert.StartsWith($"# {number}: {char.ToLowerInvariant(title[0])}{title[1..]}\n\nSeverity: {severity}\n", Page(number));
        Assert.Contains($"| [{number}]({number}.md) | {severity} | {title} |\n", Page("README"));
        Assert.Equal($"docs/diagnostics/{number}.md", rule.HelpLinkUri);
    }

    static IEnumerable<DiagnosticDescriptor> Rules() =>
        typeof(Diagnostics).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static f => (DiagnosticDescriptor)f.GetValue(null)!);

    static string Page(string name) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "diagnostics", name + ".md"));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
