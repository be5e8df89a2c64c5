using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Project.Tests;

/// <summary>
/// The arrows of ARCHITECTURE.md point down. A folder may use the types of those named here; the members of
/// <c>Tensor</c> and of <c>Linalg</c> are everybody's, wherever the file that declares one lies.
/// </summary>
public class LayerTests
{
    static readonly Dictionary<string, string[]> s_below = new()
    {
        ["Cpu"] = [],
        ["Tensors"] = ["Autograd", "Cpu"],
        ["Autograd"] = ["Tensors"],
        ["Ops"] = ["Tensors", "Autograd", "Cpu"],
        ["Nn"] = ["Tensors", "Autograd"],
        ["Optim"] = ["Tensors", "Autograd", "Nn", "Cpu"],
        ["Regression"] = ["Tensors", "Autograd"],
        ["Serialization"] = ["Tensors", "Nn", "Optim"],
    };

    // Facts about numbers, and options of a member of Tensor that stand beside it.
    static readonly HashSet<string> s_shared =
    [
        "BFloat16", "DType", "DTypeSet", "GeluApproximation", "LstsqDriver", "MeshgridIndexing", "PaddingMode", "QrMode",
    ];

    [Fact]
    public void NoFolderUsesOneAboveIt()
    {
        var upward = Uses().Where(use => use.From != use.To && !s_below[use.From].Contains(use.To))
            .Select(use => $"{use.File}: {use.From} -> {use.To} ({use.Type})");
        Assert.Equal("", string.Join("\n", upward.Distinct().Order()));
    }

    [Fact]
    public void TheTestSeesTheArrowsThereAre() => Assert.Contains(Uses(), use => use is { From: "Ops", To: "Cpu" });

    static IEnumerable<(string File, string From, string To, string Type)> Uses()
    {
        var compilation = CompiledProgram.Library();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (Layer(tree) is not { } from) continue;
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is not { } symbol) continue;
                var type = symbol as INamedTypeSymbol ?? (symbol.IsStatic ? symbol.ContainingType : null);
                while (type?.ContainingType is { } outer) type = outer;
                if (type is null || type.Name is "Tensor" or "Linalg" || s_shared.Contains(type.Name)) continue;
                foreach (var declaration in type.DeclaringSyntaxReferences)
                {
                    if (Layer(declaration.SyntaxTree) is { } to) yield return (tree.FilePath, from, to, type.Name);
                }
            }
        }
    }

    static string? Layer(SyntaxTree tree) => tree.FilePath.Split('/') is [var folder, _, ..] && s_below.ContainsKey(folder) ? folder : null;
}
