using System.Collections.Immutable;
using Adjoint.Generators.Models;
using Adjoint.Generators.Modules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generators.Analyzers;

/// <summary>Finds <c>[Buffer]</c>, <c>[Name]</c> and <c>[NotState]</c> where they say nothing (ADJ0005).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributeAnalyzer : DiagnosticAnalyzer
{
    static readonly string[] s_attributes = ["Buffer", "Name", "NotState"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Diagnostics.IneffectiveAttribute];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.Field, SymbolKind.Property);
    }

    static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is IPropertySymbol { PartialDefinitionPart: not null }) return;
        foreach (var name in s_attributes)
        {
            if (context.Symbol.GetAttributes().Find(name) is not { } attribute) continue;
            if (Objection(name, context.Symbol) is not { } objection) continue;
            var place = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation();
            context.ReportDiagnostic(Diagnostic.Create(
                Diagnostics.IneffectiveAttribute, place ?? context.Symbol.Locations[0], name, context.Symbol.Name, objection));
        }
    }

    static string? Objection(string attribute, ISymbol symbol)
    {
        if (ModuleClass.Of(symbol.ContainingType) is not { } module) return $"'{symbol.ContainingType.Name}' is not a module";
        if (symbol.IsStatic) return "it is static, and state belongs to an instance";
        var member = module.Members.FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.Symbol, symbol));
        if (member is null) return "it stores nothing of its own";
        if (attribute == "NotState") return member.Role == MemberRole.None ? "a value of its type is never state" : null;
        if (member.IsExcluded) return "[NotState] says that it is not state";
        if (attribute == "Name") return member.Role == MemberRole.None ? "it is not a parameter, a buffer or a module" : null;
        if (member.Role == MemberRole.Parameter) return "a Parameter is registered already";
        return member.Role == MemberRole.Buffer ? null : "it is not a Tensor";
    }
}
