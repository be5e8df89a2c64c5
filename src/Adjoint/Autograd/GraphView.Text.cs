using System.Globalization;
using System.Text;

namespace Adjoint;

public sealed partial class GraphView
{
    /// <summary>The graph in the language of Graphviz: <c>dot -Tsvg</c> makes a picture of it.</summary>
    public string ToDot()
    {
        var text = new StringBuilder("digraph {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n");
        foreach (var node in Nodes)
        {
            var look = node.IsLeaf ? $"shape=box style=filled fillcolor={(node.RequiresGrad ? "lightblue" : "gray92")}" : "shape=ellipse";
            text.Append(CultureInfo.InvariantCulture, $"  n{node.Id} [{look} label=\"{Escape(Lines(node), "\\n")}\"];\n");
        }
        foreach (var (from, to, label) in Edges())
            text.Append(CultureInfo.InvariantCulture,
                $"  n{from} -> n{to}{(label is null ? "" : $" [label=\"{Escape([label], "\\n")}\" fontcolor=firebrick]")};\n");
        return text.Append("}\n").ToString();

        static string Escape(IEnumerable<string> lines, string newLine) =>
            string.Join(newLine,
                lines.Select(line => line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)));
    }

    /// <summary>The graph in the language of Mermaid, which Markdown viewers draw.</summary>
    public string ToMermaid()
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var node in Nodes)
        {
            var label = string.Join("<br/>", Lines(node).Select(Escape));
            text.Append(CultureInfo.InvariantCulture, $"  n{node.Id}{(node.IsLeaf ? $"[\"{label}\"]" : $"([\"{label}\"])")}\n");
        }
        foreach (var (from, to, label) in Edges())
            text.Append(CultureInfo.InvariantCulture, $"  n{from} -->{(label is null ? "" : $"|\"{Escape(label)}\"|")} n{to}\n");
        return text.ToString();

        static string Escape(string line) => line
            .Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    /// <summary>One line a node: number, operation, shape, inputs, value and gradient.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var node in Nodes)
        {
            var inputs = node.Inputs.Count == 0 ? "" : $" of {string.Join(", ", node.Inputs.Select(edge => edge.Source.Id))}";
            var lines = Lines(node).ToArray();
            text.Append(CultureInfo.InvariantCulture, $"{node.Id}: {lines[0]}{inputs}: {string.Join(", ", lines[1..])}\n");
        }
        return text.ToString();
    }

    static IEnumerable<string> Lines(GraphNode node)
    {
        yield return node switch
        {
            { Name: { } name, Operation: { } operation } => $"{name} = {operation}",
            { Name: { } name } => name,
            { Operation: { } operation } => operation,
            { RequiresGrad: true } => "leaf",
            _ => "constant",
        };
        yield return node.Value is { } value && Number(value) is { } number ? number : $"{node.DType} {node.Shape}";
        if (node.Gradient is { } gradient) yield return $"grad {Number(gradient) ?? $"{gradient.Shape}"}";
    }

    // An arrow for each input; its label is the gradient that came back, where that is a single number.
    IEnumerable<(int From, int To, string? Label)> Edges() =>
        from node in Nodes
        from edge in node.Inputs
        select (edge.Source.Id, node.Id, edge.Gradient is { } gradient && Number(gradient) is { } number ? $"grad {number}" : null);

    static string? Number(Tensor tensor) =>
        tensor.Count == 1 ? tensor.Item().ToString("G6", CultureInfo.InvariantCulture) : null;
}
