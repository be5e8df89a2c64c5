using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generators.Tests.Generating;

public class CachingTests
{
    const string Model = """
        using Adjoint.Nn;
        public partial class Model : ModuleBase { public Linear Fc1 { get; } = new(1, 1); }
        """;

    const string Neighbour = """
        using Adjoint.Nn;
        public partial class Neighbour : ModuleBase { public ReLU Act { get; } = new(); }
        """;

    [Fact]
    public void TheSameInputIsNotLookedAtTwice() =>
        AssertAll(Rerun(static c => c), IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);

    [Fact]
    public void AnEditElsewhereWritesNothingAnew() =>
        AssertAll(
            Rerun(static c => c.AddSyntaxTrees(Parse("class Unrelated { int x; }", "Unrelated.cs"))),
            IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);

    [Fact]
    public void AnEditInsideAMethodOfTheModuleWritesNothingAnew() =>
        AssertAll(
            Rerun(static c => Replace(c, "Model.cs", Model.Replace("{ public", "{ int F() => 1; public"))),
            IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);

    [Fact]
    public void ANewMemberWritesItsOwnModuleAnewAndNoOther()
    {
        var steps = Rerun(static c => Replace(c, "Model.cs", Model.Replace("{ public", "{ public ReLU Act { get; } = new(); public")));
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            steps.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs).Select(static o => o.Reason));
    }

    [Fact]
    public void ThePipelineKeepsNoSymbolsAndNoSyntax()
    {
        var steps = Rerun(static c => c).TrackedSteps[ModuleGenerator.ModulesStep];
        foreach (var (value, _) in steps.SelectMany(static s => s.Outputs)) AssertPlain(value.GetType(), []);
    }

    static GeneratorRunResult Rerun(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var source = new Source(("Model.cs", Model), ("Neighbour.cs", Neighbour));
        var before = source.Compilation;
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ModuleGenerator().AsSourceGenerator()], parseOptions: source.ParseOptions,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var stop = TestContext.Current.CancellationToken;
        return driver.RunGenerators(before, stop).RunGenerators(edit(before.Clone()), stop).GetRunResult().Results.Single();
    }

    static CSharpCompilation Replace(CSharpCompilation compilation, string path, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(t => t.FilePath == path), Parse(text, path));

    static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, new Source("").ParseOptions, path, cancellationToken: TestContext.Current.CancellationToken);

    static void AssertAll(GeneratorRunResult result, params IncrementalStepRunReason[] allowed)
    {
        var steps = result.TrackedSteps[ModuleGenerator.ModulesStep].Concat(result.TrackedOutputSteps.SelectMany(static s => s.Value));
        var reasons = steps.SelectMany(static s => s.Outputs).Select(static o => o.Reason).ToArray();
        Assert.Equal(4, reasons.Length);
        Assert.All(reasons, reason => Assert.Contains(reason, allowed));
    }

    static void AssertPlain(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return;
        Assert.False(typeof(ISymbol).IsAssignableFrom(type) || typeof(SyntaxNode).IsAssignableFrom(type), type.FullName);
        Assert.NotEqual(typeof(Location), type);
        const System.Reflection.BindingFlags All = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic
            | System.Reflection.BindingFlags.Public;
        foreach (var inner in type.GenericTypeArguments.Concat(type.GetFields(All).Select(static f => f.FieldType))) AssertPlain(inner, seen);
    }
}
