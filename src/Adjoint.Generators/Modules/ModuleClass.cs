using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Modules;

/// <summary>A class that derives from <c>ModuleBase</c>, and what it declares.</summary>
internal sealed class ModuleClass
{
    ModuleClass(INamedTypeSymbol type)
    {
        Type = type;
        Members = StateMember.In(type).ToImmutableArray();
        VisitMembers = FindVisitMembers(type);
    }

    public INamedTypeSymbol Type { get; }

    /// <summary>Its own fields and auto-properties, in order.</summary>
    public ImmutableArray<StateMember> Members { get; }

    /// <summary>The method that takes the generated one's place, if somebody wrote it.</summary>
    public IMethodSymbol? VisitMembers { get; }

    /// <summary>Those that the generated code registers.</summary>
    public IEnumerable<StateMember> Registered => Members.Where(static m => m.IsRegistered);

    /// <summary>The view of <paramref name="type"/> as a module; null if it is none.</summary>
    public static ModuleClass? Of(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class && type.BaseType?.IsModule() == true ? new(type) : null;

    /// <summary>The modules it inherits from, the nearest first.</summary>
    public IEnumerable<ModuleClass> Bases()
    {
        for (var at = Of(Type.BaseType!); at is not null; at = Of(at.Type.BaseType!)) yield return at;
    }

    /// <summary>Why generated code cannot be added to the class, or null.</summary>
    public string? Obstacle() => Bases().FirstOrDefault(static b => b.VisitMembers?.IsSealed == true) is { } sealing
        ? $"its base class '{sealing.Type.Name}' seals VisitMembers: hold a '{sealing.Type.Name}' in a field instead of deriving from it"
        : TypeDeclaration.Obstacle(Type);

    static IMethodSymbol? FindVisitMembers(INamedTypeSymbol type) =>
        type.GetMembers(KnownTypes.VisitMembers).OfType<IMethodSymbol>()
            .FirstOrDefault(static m => m.Parameters.Length == 1 && m.Parameters[0].Type.IsVisitor() && !IsGenerated(m));

    // The analyzers see the generated method too.
    static bool IsGenerated(IMethodSymbol method) => method.GetAttributes().Any(static a =>
        a.AttributeClass?.Name == "GeneratedCodeAttribute" && ModuleGenerator.Tool.Equals(a.ConstructorArguments.FirstOrDefault().Value));
}
