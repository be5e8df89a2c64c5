using System.Collections.Immutable;
using Adjoint.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Modules;

/// <summary>A field or auto-property of a module: what it is there, and what it is called.</summary>
internal sealed class StateMember
{
    StateMember(ISymbol symbol, ITypeSymbol type, ImmutableArray<AttributeData> attributes)
    {
        Symbol = symbol;
        Type = type;
        IsExcluded = attributes.Find("NotState") is not null;
        GivenName = attributes.Find("Name")?.ConstructorArguments.FirstOrDefault().Value as string;
        var buffer = attributes.Find("Buffer");
        IsPersistent = buffer?.NamedArguments.Any(static a => a is { Key: "Persistent", Value.Value: false }) != true;
        Role = Classify(type, isBuffer: buffer is not null);
    }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    /// <summary>What it is, going by its type and <c>[Buffer]</c>.</summary>
    public MemberRole Role { get; }

    /// <summary>Whether <c>[NotState]</c> takes it out.</summary>
    public bool IsExcluded { get; }

    /// <summary>Whether the buffer is saved: it is unless <c>[Buffer(Persistent = false)]</c> says otherwise.</summary>
    public bool IsPersistent { get; }

    /// <summary>What <c>[Name]</c> says.</summary>
    public string? GivenName { get; }

    /// <summary>The name in the state dict: what <c>[Name]</c> says, or the member's own in PyTorch's spelling.</summary>
    public string Name => GivenName ?? StateName.Of(Symbol.Name);

    /// <summary>Whether it belongs to the state of the module.</summary>
    public bool IsState => !IsExcluded && Role is (MemberRole.Parameter or MemberRole.Buffer or MemberRole.Child);

    /// <summary>Whether the generated code registers it.</summary>
    public bool IsRegistered => IsState && Obstacle is null;

    /// <summary>Why code beside it could not read it, or null.</summary>
    public string? Obstacle => Symbol switch
    {
        IPropertySymbol { GetMethod: null } => "it has no getter",
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } => "it implements an interface explicitly",
        _ => null,
    };

    /// <summary>The members the class itself declares, in the order in which they stand in its files.</summary>
    public static IEnumerable<StateMember> In(INamedTypeSymbol type) => type.GetMembers()
        .Where(static s => !s.IsStatic && !s.IsImplicitlyDeclared)
        .OrderBy(static s => FileName(s.Locations[0]), StringComparer.Ordinal)
        .ThenBy(static s => s.Locations[0].SourceSpan.Start)
        .Select(Read)
        .OfType<StateMember>();

    /// <summary>A diagnostic about the member, at its name.</summary>
    public Diagnostic Report(DiagnosticDescriptor rule, params object?[] arguments) =>
        Diagnostic.Create(rule, Symbol.Locations[0], arguments);

    static StateMember? Read(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => new(field, field.Type, field.GetAttributes()),
        IPropertySymbol property when IsStored(property) && !IsStoredInBase(property) =>
            new(property, property.Type, property.GetAttributes().AddRange(FieldAttributes(property))),
        _ => null,
    };

    static MemberRole Classify(ITypeSymbol type, bool isBuffer)
    {
        if (type.IsParameter()) return MemberRole.Parameter;
        if (type.IsTensor()) return isBuffer ? MemberRole.Buffer : MemberRole.Unmarked;
        if (type.IsModule()) return MemberRole.Child;
        return PlainCollection.FindState(type) is null ? MemberRole.None : MemberRole.Hidden;
    }

    /// <summary>Whether the property overrides one that its base class stores, and so registers, already.</summary>
    static bool IsStoredInBase(IPropertySymbol property) =>
        property.OverriddenProperty is { } overridden && (IsStored(overridden) || IsStoredInBase(overridden));

    // Private fields of other assemblies are not loaded; the mark on the accessors of auto-properties is.
    static bool IsStored(IPropertySymbol property) => BackingField(property) is not null
        || property.GetMethod?.GetAttributes().Any(static a => a.AttributeClass?.Name == "CompilerGeneratedAttribute") == true;

    static IFieldSymbol? BackingField(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(f => f.AssociatedSymbol is IPropertySymbol p && p.Name == property.Name);

    static ImmutableArray<AttributeData> FieldAttributes(IPropertySymbol property) =>
        BackingField(property)?.GetAttributes() ?? [];

    // Without the ending, so that Model.cs comes before Model.Layers.cs.
    static string FileName(Location place) =>
        place.SourceTree?.FilePath is not { } path ? ""
        : path.EndsWith(".cs", StringComparison.Ordinal) ? path.Substring(0, path.Length - 3)
        : path;
}
