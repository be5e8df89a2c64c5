using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Adjoint.Generators.CodeFixes;

/// <summary>Marks a tensor of a module as a buffer or as no state (ADJ0002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MarkTensorFix : CodeFixProvider
{
    static readonly (string Attribute, string Title)[] s_marks =
    [
        ("Buffer", "Save it with the module: [Buffer]"),
        ("NotState", "Leave it out: [NotState]"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ADJ0002"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root!.FindNode(diagnostic.Location.SourceSpan);
            if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not (FieldDeclarationSyntax or PropertyDeclarationSyntax)) continue;
            foreach (var (attribute, title) in s_marks)
                context.RegisterCodeFix(CodeAction.Create(title, stop => Mark(context.Document, node, attribute, stop), title), diagnostic);
        }
    }

    static async Task<Document> Mark(Document document, SyntaxNode node, string attribute, CancellationToken stop)
    {
        var editor = await DocumentEditor.CreateAsync(document, stop).ConfigureAwait(false);
        var name = SyntaxFactory.ParseName($"global::Adjoint.Nn.{attribute}").WithAdditionalAnnotations(Simplifier.Annotation);
        var mark = editor.Generator.Attribute(name);
        editor.AddAttribute(node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!, mark);
        return editor.GetChangedDocument();
    }
}
