using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Adjoint.Project.Tests;

/// <summary>Code in documents compiles, runs, and prints what stands below it.</summary>
public partial class DocumentTests
{
    public static TheoryData<string> Documents => ["README.md", .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))];

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```\n(?:\s*^```text\n(?<output>.*?)^```)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block { get; }

    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#]+)")]
    private static partial Regex Link { get; }

    [Theory, MemberData(nameof(Documents))]
    public void CodePrintsWhatStandsBelowIt(string document)
    {
        var number = 0;
        foreach (Match block in Block.Matches(Repository.Read(document)))
        {
            var printed = CompiledProgram.Run($"{document} block {++number}", block.Groups["code"].Value);
            if (block.Groups["output"].Success) Assert.Equal(block.Groups["output"].Value, printed);
        }
        Assert.True(document != "README.md" || number >= 2, "The README shows no code.");
    }

    [Fact]
    public void TheOperationOfTheGuideFitsTheLibrary()
    {
        var code = Assert.Single(Block.Matches(Repository.Read("CONTRIBUTING.md"))).Groups["code"].Value;
        var errors = CompiledProgram.Library(("Sech.cs", code)).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors);
    }

    [Theory, MemberData(nameof(Documents)), InlineData("ARCHITECTURE.md"), InlineData("CONTRIBUTING.md"), InlineData("docs/diagnostics/README.md")]
    public void LinksLeadSomewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        foreach (Match link in Link.Matches(Repository.Read(document)))
        {
            var target = Path.Combine(folder, link.Groups["path"].Value);
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{document}: {link.Groups["path"].Value} does not exist.");
        }
    }
}
