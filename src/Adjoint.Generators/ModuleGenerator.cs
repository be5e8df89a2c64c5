using System.Collections.Immutable;
using Adjoint.Generators.Helpers;
using Adjoint.Generators.Models;
using Adjoint.Generators.Modules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generators;

/// <summary>
/// Writes <c>VisitMembers</c> for every partial class that derives from <c>ModuleBase</c>: its parameters, buffers and
/// child modules under their names in the state dict, in the order in which they are declared.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class ModuleGenerator : IIncrementalGenerator
{
    /// <summary>What the generated code names as its maker.</summary>
    internal const string Tool = "Adjoint.Generators";

    /// <summary>The name of the step whose results are the models.</summary>
    internal const string ModulesStep = "Modules";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var modules = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => MayBeModule(node),
                static (syntax, stop) => Read((ClassDeclarationSyntax)syntax.Node, syntax.SemanticModel, stop))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModulesStep);
        var clashes = modules.Select(static (model, _) => model.FileName).Collect().Select(static (names, _) => FindClashes(names));
        context.RegisterSourceOutput(modules.Combine(clashes), static (output, pair) =>
            output.AddSource(HintName(pair.Left.FileName, pair.Right), Write(pair.Left)));
    }

    static bool MayBeModule(SyntaxNode node) =>
        node is ClassDeclarationSyntax { BaseList: not null } declaration
        && declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    static ModuleModel? Read(ClassDeclarationSyntax declaration, SemanticModel semantics, CancellationToken stop)
    {
        if (semantics.GetDeclaredSymbol(declaration, stop) is not { } type || !IsFirstWithBase(type, declaration, stop)) return null;
        if (ModuleClass.Of(type) is not { VisitMembers: null } module || module.Obstacle() is not null) return null;
        var members = module.Registered.Select(ToModel).ToImmutableArray();
        if (members.IsEmpty) return null;
        return new(
            TypeDeclaration.FileName(type),
            TypeDeclaration.Namespace(type),
            new(TypeDeclaration.Headers(type).ToImmutableArray()),
            new(members));
    }

    /// <summary>One part stands for all: the first that names a base.</summary>
    static bool IsFirstWithBase(INamedTypeSymbol type, ClassDeclarationSyntax declaration, CancellationToken stop) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(stop))
            .First(static s => s is ClassDeclarationSyntax { BaseList: not null }) == declaration;

    /// <summary>The names that are one to a file system which ignores case, as the compiler does.</summary>
    static EquatableArray<string> FindClashes(ImmutableArray<string> names) => new(
        [.. names.GroupBy(static n => n, StringComparer.OrdinalIgnoreCase).Where(static g => g.Count() > 1).SelectMany(static g => g)]);

    static string HintName(string name, EquatableArray<string> clashes)
    {
        var index = clashes.TakeWhile(c => c != name).Count();
        return index == clashes.Count ? $"{name}.g.cs" : $"{name}.{index}.g.cs";
    }

    static MemberModel ToModel(StateMember member) => new(
        member.Role, member.Name, TypeDeclaration.Escape(member.Symbol.Name), member.IsPersistent);
}
