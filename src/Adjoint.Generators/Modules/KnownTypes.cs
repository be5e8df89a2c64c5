using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Modules;

/// <summary>The types of the library that mean something here, recognized by name.</summary>
internal static class KnownTypes
{
    public const string VisitMembers = "VisitMembers";

    public static bool IsModule(this ITypeSymbol type) => type.DerivesFrom("ModuleBase", "Nn");

    public static bool IsParameter(this ITypeSymbol type) => type.DerivesFrom("Parameter", "Nn");

    public static bool IsTensor(this ITypeSymbol type) => type.DerivesFrom("Tensor", null);

    public static bool IsVisitor(this ITypeSymbol type) => type.IsNamed("MemberVisitor", "Nn");

    /// <summary>The attribute <c>Adjoint.Nn.{name}Attribute</c> among <paramref name="attributes"/>.</summary>
    public static AttributeData? Find(this IEnumerable<AttributeData> attributes, string name) =>
        attributes.FirstOrDefault(a => a.AttributeClass?.IsNamed(name + "Attribute", "Nn") == true);

    static bool DerivesFrom(this ITypeSymbol type, string name, string? under)
    {
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Any(c => c.DerivesFrom(name, under));
        for (var at = type; at is not null; at = at.BaseType)
            if (at.IsNamed(name, under))
                return true;
        return false;
    }

    static bool IsNamed(this ITypeSymbol type, string name, string? under) =>
        type.Name == name && type.ContainingType is null && IsAdjoint(type.ContainingNamespace, under);

    static bool IsAdjoint(INamespaceSymbol? space, string? under) => under is null
        ? space is { Name: "Adjoint", ContainingNamespace.IsGlobalNamespace: true }
        : space?.Name == under && IsAdjoint(space.ContainingNamespace, null);
}
