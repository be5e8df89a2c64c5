using System.Collections.Immutable;
using Adjoint.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generators.Tests;

/// <summary>Source files, and what the generator and the analyzers make of them.</summary>
internal sealed class Source(params (string Path, string Text)[] files)
{
    const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; "
        + "global using Adjoint; global using Adjoint.Nn;";

    public Source(string text) : this(("Usings.cs", Usings), ("Model.cs", text)) { }

    public IReadOnlyList<MetadataReference> References { get; init; } = [.. Library.Framework, Library.Reference];

    public LanguageVersion Language { get; init; } = LanguageVersion.Preview;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Parse);

    /// <summary>The files as written, without generated ones.</summary>
    public CSharpCompilation Compilation => CSharpCompilation.Create(
        Path.GetRandomFileName(),
        files.Select(f => CSharpSyntaxTree.ParseText(f.Text, ParseOptions, f.Path)),
        References,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: Nullable, allowUnsafe: true));

    /// <summary>The generated files by name. What is generated must compile without a warning.</summary>
    public IReadOnlyDictionary<string, string> Generate()
    {
        var trees = Complete(out var complete);
        Assert.Empty(complete.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        return trees.ToDictionary(static t => Path.GetFileName(t.FilePath), static t => t.ToString());
    }

    /// <summary>The lines of the only generated file that register something.</summary>
    public string[] Registered() => [.. Assert.Single(Generate()).Value.Split('\n')
        .Select(static line => line.Trim())
        .Where(static line => line.StartsWith("visitor.", StringComparison.Ordinal))];

    /// <summary>The compiled files, generated ones included, as a reference for others.</summary>
    public MetadataReference Emit(bool metadataOnly = false)
    {
        Complete(out var complete);
        var image = new MemoryStream();
        var result = complete.Emit(image, options: new(metadataOnly: metadataOnly, includePrivateMembers: !metadataOnly));
        Assert.Empty(result.Diagnostics.Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>What the analyzers say, as <c>ADJ0001 Model</c>: the number and the text it points at.</summary>
    public string[] Diagnose() => [.. Analyze().Select(static d =>
        $"{d.Id} {d.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(d.Location.SourceSpan)}")];

    /// <summary>What the analyzers say, in full sentences.</summary>
    public string[] Messages() => [.. Analyze().Select(static d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];

    IEnumerable<Diagnostic> Analyze()
    {
        Complete(out var complete);
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new ModuleAnalyzer(), new AttributeAnalyzer(), new CaptureAnalyzer()];
        var stop = TestContext.Current.CancellationToken;
        return complete.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(stop).GetAwaiter().GetResult()
            .OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id);
    }

    IEnumerable<SyntaxTree> Complete(out Compilation complete)
    {
        var driver = CSharpGeneratorDriver.Create([new ModuleGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(Compilation, out complete, out var problems);
        Assert.Empty(problems);
        return driver.GetRunResult().GeneratedTrees;
    }
}
