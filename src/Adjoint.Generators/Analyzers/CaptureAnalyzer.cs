using System.Collections.Concurrent;
using System.Collections.Immutable;
using Adjoint.Generators.Modules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generators.Analyzers;

/// <summary>Finds modules, parameters and tensors that live in a captured parameter of a primary constructor (ADJ0008).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CaptureAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Diagnostics.CapturedState, Diagnostics.UnmarkedTensor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolStartAction(Start, SymbolKind.NamedType);
    }

    static void Start(SymbolStartAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ModuleClass.Of(type) is not { VisitMembers: null }) return;
        var captured = new ConcurrentDictionary<IParameterSymbol, DiagnosticDescriptor>(SymbolEqualityComparer.Default);
        context.RegisterOperationAction(
            operation =>
            {
                var parameter = ((IParameterReferenceOperation)operation.Operation).Parameter;
                if (IsCapture(operation, parameter, type) && Rule(parameter.Type) is { } rule) captured[parameter] = rule;
            },
            OperationKind.ParameterReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach (var pair in captured)
                end.ReportDiagnostic(Diagnostic.Create(pair.Value, pair.Key.Locations[0], pair.Key.Name, type.Name));
        });
    }

    // Initializers and the call of the base constructor only read the parameter; a member that uses it keeps it.
    static bool IsCapture(OperationAnalysisContext context, IParameterSymbol parameter, INamedTypeSymbol type) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, type)
        && context.ContainingSymbol is IMethodSymbol user
        && !SymbolEqualityComparer.Default.Equals(user, constructor)
        && context.Operation.Parent is not INameOfOperation;

    static DiagnosticDescriptor? Rule(ITypeSymbol type)
    {
        if (type.IsModule() || type.IsParameter() || PlainCollection.FindState(type) is not null) return Diagnostics.CapturedState;
        return type.IsTensor() ? Diagnostics.UnmarkedTensor : null;
    }
}
