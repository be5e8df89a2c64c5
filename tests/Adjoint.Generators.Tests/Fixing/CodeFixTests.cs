using Adjoint.Generators.Analyzers;
using Adjoint.Generators.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generators.Tests.Fixing;

public class CodeFixTests
{
    const string Usings = "using Adjoint; using Adjoint.Nn;\n";

    [Theory]
    [InlineData(
        "public sealed class Model : ModuleBase { readonly ReLU _act = new(); }",
        "public sealed partial class Model : ModuleBase { readonly ReLU _act = new(); }")]
    [InlineData(
        "static class A { public partial struct B { /* here */ class Model : ModuleBase { readonly ReLU _act = new(); } } }",
        "static partial class A { public partial struct B { /* here */ partial class Model : ModuleBase { readonly ReLU _act = new(); } } }")]
    public async Task AModuleIsMadePartialWithTheTypesAroundIt(string text, string expected) =>
        Assert.Equal(expected, await Fix(text, new MakePartialFix(), "Make the module partial"));

    [Theory]
    [InlineData("readonly Tensor _mean = new();", "NotState", "[NotState] readonly Tensor _mean = new();")]
    [InlineData("public Tensor? Mean { get; set; }", "Buffer", "[Buffer] public Tensor? Mean { get; set; }")]
    [InlineData("[Name(\"m\")] Tensor _a = new();", "Buffer", "[Name(\"m\")][Buffer] Tensor _a = new();")]
    public async Task ATensorIsMarked(string member, string attribute, string expected)
    {
        var title = attribute == "Buffer" ? "Save it with the module: [Buffer]" : "Leave it out: [NotState]";
        var text = await Fix($"partial class Model : ModuleBase {{ {member} }}", new MarkTensorFix(), title);
        Assert.Equal($"partial class Model : ModuleBase {{ {expected} }}", string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("file partial class Model : ModuleBase { readonly ReLU _act = new(); }")]
    [InlineData("partial class Model(Tensor mean) : ModuleBase { Tensor F() => mean; }")]
    public async Task WhereNoFixHelpsNoneIsOffered(string text)
    {
        var document = Open(text);
        Assert.Empty(await Offered(document, new MakePartialFix()));
        Assert.Empty(await Offered(document, new MarkTensorFix()));
    }

    static async Task<string> Fix(string text, CodeFixProvider provider, string title)
    {
        var document = Open(text);
        var stop = TestContext.Current.CancellationToken;
        var action = (await Offered(document, provider)).Single(a => a.Title == title);
        var change = Assert.Single((await action.GetOperationsAsync(stop)).OfType<ApplyChangesOperation>());
        var changed = await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync(stop);
        return changed.ToString()[Usings.Length..];
    }

    static async Task<List<CodeAction>> Offered(Document document, CodeFixProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        var compilation = await document.Project.GetCompilationAsync(stop);
        var found = await compilation!.WithAnalyzers([new ModuleAnalyzer(), new CaptureAnalyzer()]).GetAnalyzerDiagnosticsAsync(stop);
        Assert.NotEmpty(found);
        var actions = new List<CodeAction>();
        foreach (var diagnostic in found.Where(d => provider.FixableDiagnosticIds.Contains(d.Id)))
            await provider.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), stop));
        return actions;
    }

    static Document Open(string text)
    {
        var source = new Source("");
        return new AdhocWorkspace().AddProject("Test", LanguageNames.CSharp)
            .WithParseOptions(source.ParseOptions)
            .WithCompilationOptions(source.Compilation.Options)
            .WithMetadataReferences(source.References)
            .AddDocument("Model.cs", Usings + text);
    }
}
