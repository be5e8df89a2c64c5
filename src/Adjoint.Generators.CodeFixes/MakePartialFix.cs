using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Adjoint.Generators.CodeFixes;

/// <summary>Makes a module, and the types around it, <c>partial</c> (ADJ0001).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    const string Title = "Make the module partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ADJ0001"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var types = root!.FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
                .Where(static t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)).ToImmutableArray();
            if (types.IsEmpty) continue;
            context.RegisterCodeFix(CodeAction.Create(Title, stop => AddPartial(context.Document, types, stop), Title), diagnostic);
        }
    }

    static async Task<Document> AddPartial(Document document, ImmutableArray<TypeDeclarationSyntax> types, CancellationToken stop)
    {
        var editor = await DocumentEditor.CreateAsync(document, stop).ConfigureAwait(false);
        foreach (var type in types)
            editor.ReplaceNode(type, static (node, generator) =>
                generator.WithModifiers(node, generator.GetModifiers(node).WithPartial(true)));
        return editor.GetChangedDocument();
    }
}
