using System.Collections.Immutable;
using Adjoint.Generators.Models;
using Adjoint.Generators.Modules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generators.Analyzers;

/// <summary>Finds state of modules that would be lost without a word, and names that cannot be.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModuleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Diagnostics.NotExtensible, Diagnostics.UnmarkedTensor, Diagnostics.HiddenState, Diagnostics.DuplicateName,
        Diagnostics.InvalidName, Diagnostics.NotVisited, Diagnostics.UnreadableMember,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    static void Analyze(SymbolAnalysisContext context)
    {
        if (ModuleClass.Of((INamedTypeSymbol)context.Symbol) is not { } module) return;
        var problems = module.VisitMembers is { } visit
            ? NotVisited(module, visit, context.CancellationToken)
            : [.. NotExtensible(module), .. Lost(module), .. Unnamable(module), .. Duplicates(module)];
        foreach (var problem in problems) context.ReportDiagnostic(problem);
    }

    static IEnumerable<Diagnostic> NotExtensible(ModuleClass module)
    {
        if (module.Registered.Any() && module.Obstacle() is { } obstacle)
            yield return Diagnostic.Create(Diagnostics.NotExtensible, module.Type.Locations[0], module.Type.Name, obstacle);
    }

    static IEnumerable<Diagnostic> Lost(ModuleClass module)
    {
        foreach (var member in module.Members.Where(static m => !m.IsExcluded))
        {
            if (member.Role == MemberRole.Unmarked)
                yield return member.Report(Diagnostics.UnmarkedTensor, member.Symbol.Name, module.Type.Name);
            else if (member.Role == MemberRole.Hidden)
                yield return member.Report(Diagnostics.HiddenState, member.Symbol.Name, WhatIsHidden(member), WayOut(member));
            else if (member.IsState && member.Obstacle is { } obstacle)
                yield return member.Report(Diagnostics.UnreadableMember, member.Symbol.Name, module.Type.Name, obstacle);
        }
    }

    static IEnumerable<Diagnostic> Unnamable(ModuleClass module) =>
        from member in module.Registered
        let problem = member.GivenName switch
        {
            "" => "is empty",
            { } name when name.Contains('.') => "has a dot, which separates a module from its members",
            _ => null,
        }
        where problem is not null
        select member.Report(Diagnostics.InvalidName, member.Name, member.Symbol.Name, problem);

    static IEnumerable<Diagnostic> Duplicates(ModuleClass module)
    {
        var owners = new Dictionary<string, string>();
        foreach (var ancestor in module.Bases())
            foreach (var member in ancestor.Registered)
                owners[member.Name] = $"{ancestor.Type.Name}.{member.Symbol.Name}";
        foreach (var member in module.Registered)
        {
            if (owners.TryGetValue(member.Name, out var owner))
                yield return member.Report(Diagnostics.DuplicateName, member.Symbol.Name, member.Name, owner);
            else
                owners.Add(member.Name, member.Symbol.Name);
        }
    }

    static IEnumerable<Diagnostic> NotVisited(ModuleClass module, IMethodSymbol visit, CancellationToken stop)
    {
        var mentioned = visit.DeclaringSyntaxReferences
            .SelectMany(r => r.GetSyntax(stop).DescendantTokens())
            .Where(static t => t.IsKind(SyntaxKind.IdentifierToken))
            .Select(static t => t.ValueText)
            .ToImmutableHashSet();
        return module.Registered.Where(m => !mentioned.Contains(m.Symbol.Name))
            .Select(m => m.Report(Diagnostics.NotVisited, module.Type.Name, m.Symbol.Name));
    }

    static string WhatIsHidden(StateMember member) => PlainCollection.FindState(member.Type)!.Name;

    static string WayOut(StateMember member) => PlainCollection.FindState(member.Type)!.IsModule()
        ? "use ModuleList or ModuleDict"
        : "give each parameter a field of its own";
}
