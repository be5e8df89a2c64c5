using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Modules;

/// <summary>Types that can hold modules or parameters where no module looks for them.</summary>
internal static class PlainCollection
{
    // A collection may be an element of itself (class Tree : IEnumerable<Tree>), so the search has a bottom.
    const int Deepest = 4;

    /// <summary>The module or parameter type inside arrays, tuples, sequences and the like; null if there is none.</summary>
    public static ITypeSymbol? FindState(ITypeSymbol type, int depth = 0) => depth == Deepest ? null : Elements(type)
        .Select(e => e.IsModule() || e.IsParameter() ? e : FindState(e, depth + 1))
        .FirstOrDefault(static found => found is not null);

    static IEnumerable<ITypeSymbol> Elements(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select(static e => e.Type),
        INamedTypeSymbol { Name: "Lazy" or "Memory" or "ReadOnlyMemory" or "KeyValuePair" } wrapper => wrapper.TypeArguments,
        INamedTypeSymbol named => named.AllInterfaces.Prepend(named)
            .Where(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            .Select(static i => i.TypeArguments[0]),
        _ => [],
    };
}
