using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generators.Modules;

/// <summary>What has to be written to add to a type from another file.</summary>
internal static class TypeDeclaration
{
    static readonly SymbolDisplayFormat s_namespace = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Why no other file can add to the type, or null.</summary>
    public static string? Obstacle(INamedTypeSymbol type)
    {
        foreach (var at in Around(type))
        {
            var what = SymbolEqualityComparer.Default.Equals(at, type) ? "it" : $"'{at.Name}' around it";
            if (at.IsFileLocal) return $"{what} is file-local, which no other file can add to: take 'file' away";
            if (!IsPartial(at)) return $"{what} is not partial: write '{Header(at)}'";
        }
        return null;
    }

    /// <summary>The declarations to open, the outermost first.</summary>
    public static IEnumerable<string> Headers(INamedTypeSymbol type) => Around(type).Reverse().Select(Header);

    /// <summary>The namespace as source text, empty for the global one.</summary>
    public static string Namespace(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace
        ? ""
        : string.Join(".", type.ContainingNamespace.ToDisplayString(s_namespace).Split('.').Select(Escape));

    /// <summary>A name for a file, which is the type's own but for its case: <c>Space.Outer.Model{T}</c>.</summary>
    public static string FileName(INamedTypeSymbol type)
    {
        var types = Around(type).Reverse().Select(static t => t.Arity == 0
            ? t.Name
            : $"{t.Name}{{{string.Join(",", t.TypeParameters.Select(static p => p.Name))}}}");
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_namespace) + ".";
        return $"{space}{string.Join(".", types)}";
    }

    /// <summary>The name as an identifier: keywords, contextual ones too, get their <c>@</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.ContainingType) yield return at;
    }

    static string Header(INamedTypeSymbol type)
    {
        var keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        var parameters = type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(static p => Escape(p.Name)))}>";
        return $"partial {keyword} {Escape(type.Name)}{parameters}";
    }

    static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(
        static r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
