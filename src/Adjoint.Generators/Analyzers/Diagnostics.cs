using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Analyzers;

/// <summary>Every mistake the analyzers point out. Each has a page of its number under docs/diagnostics.</summary>
internal static class Diagnostics
{
    public static readonly DiagnosticDescriptor NotExtensible = Error(
        "ADJ0001",
        "A module with state must be partial",
        "Module '{0}' has state to register, but {1}",
        "The parameters, buffers and child modules of a module are registered by generated code, which needs a partial class to add to.");

    public static readonly DiagnosticDescriptor UnmarkedTensor = Warning(
        "ADJ0002",
        "A tensor in a module must say what it is",
        "'{0}' of module '{1}' is neither trained nor saved: " +
        "make it a Parameter to train it, a [Buffer] to save it, or [NotState] if it is meant to be neither",
        "A plain tensor in a module is left out of training, of files and of moves to another type or device.");

    public static readonly DiagnosticDescriptor HiddenState = Error(
        "ADJ0003",
        "Modules and parameters in plain collections are not found",
        "'{0}' keeps {1} objects in a plain collection, where neither training nor saving finds them: {2}",
        "Only members whose own type is a module or a Parameter are registered; arrays, lists, dictionaries and tuples are not searched.");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "ADJ0004",
        "Two members have the same name in the state dict",
        "'{0}' would be called '{1}' in the state dict, as '{2}' already is: rename it, or give it another name with [Name]",
        "Every parameter, buffer and child module needs a name of its own in the state dict.");

    public static readonly DiagnosticDescriptor IneffectiveAttribute = Warning(
        "ADJ0005",
        "The attribute has no effect here",
        "[{0}] has no effect on '{1}': {2}",
        "[Buffer], [Name] and [NotState] speak about the tensors, parameters and child modules that an instance of a module stores.");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        "ADJ0006",
        "The name cannot stand in a state dict",
        "\"{0}\" cannot be the name of '{1}' in the state dict: it {2}",
        "A name in the state dict is not empty and has no dot, because dots separate a module from its members.");

    public static readonly DiagnosticDescriptor NotVisited = Warning(
        "ADJ0007",
        "A hand-written VisitMembers leaves a member out",
        "VisitMembers of module '{0}' is written by hand and never mentions '{1}': visit it there, or mark it [NotState]",
        "A class that overrides VisitMembers gets no generated one, so it has to visit all its parameters, buffers and child modules.");

    public static readonly DiagnosticDescriptor CapturedState = Error(
        "ADJ0008",
        "State captured from a primary constructor is not found",
        "'{0}' of module '{1}' is captured from the primary constructor, where neither training nor saving finds it: " +
        "assign it to a field or an auto-property",
        "A parameter of a primary constructor that a member uses lives in a hidden field, which is not registered.");

    public static readonly DiagnosticDescriptor UnreadableMember = Error(
        "ADJ0009",
        "Generated code cannot read the member",
        "'{0}' of module '{1}' cannot be registered, because {2}: store it in a field or an auto-property with a getter",
        "Members are registered by code in the same class that reads them by their names.");

    static DiagnosticDescriptor Error(string id, string title, string message, string description) =>
        Make(id, title, message, description, DiagnosticSeverity.Error);

    static DiagnosticDescriptor Warning(string id, string title, string message, string description) =>
        Make(id, title, message, description, DiagnosticSeverity.Warning);

    static DiagnosticDescriptor Make(string id, string title, string message, string description, DiagnosticSeverity severity) =>
        new(id, title, message, "Adjoint.Modules", severity, isEnabledByDefault: true, description, $"docs/diagnostics/{id}.md");
}
