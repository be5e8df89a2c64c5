namespace Adjoint.Tests.Autograd;

public class GraphViewTests
{
    static (Tensor X, Tensor W, Tensor Loss) Lecture()
    {
        Tensor x = Tensor.From([1.0f]), w = Tensor.From([1.0f], requiresGrad: true), y = Tensor.From([2.0f]);
        var loss = (x * w - y).Pow(2);
        return (x, w, loss);
    }

    [Fact]
    public void ARecordedGraphShowsValuesAndGradients()
    {
        using var recording = GraphView.Record();
        var (x, w, loss) = Lecture();
        loss.Backward();
        var view = GraphView.Of(loss, ("x", x), ("w", w));
        Assert.Equal(["x", "w", "Mul", null, "Sub", "Pow 2"], view.Nodes.Select(n => n.Name ?? n.Operation));
        Assert.Equal([1.0, 1, 1, 2, -1, 1], view.Nodes.Select(n => n.Value!.Item()));
        Assert.Equal(-2, view.Nodes[1].Gradient!.Item());
        Assert.Equal(-2, view.Root.Inputs[0].Gradient!.Item());
        Assert.Equal(1, view.Root.Gradient!.Item());
    }

    [Fact]
    public void WithoutRecordingTheStructureIsThere()
    {
        var (_, w, loss) = Lecture();
        var view = GraphView.Of(loss, ("w", w));
        Assert.Equal(["w", "Mul", "Sub", "Pow 2"], view.Nodes.Select(n => n.Name ?? n.Operation));
        Assert.Null(view.Root.Value);
        Assert.True(view.Nodes[0].IsLeaf);
    }

    [Fact]
    public void ATensorWithoutHistoryIsAGraphOfOneNode() =>
        Assert.Equal([2L], Assert.Single(GraphView.Of(Tensor.Ones([2])).Nodes).Shape.ToArray());

    [Fact]
    public void DotAndMermaidDrawEveryNodeAndArrow()
    {
        using var recording = GraphView.Record();
        var (x, w, loss) = Lecture();
        loss.Backward();
        var view = GraphView.Of(loss, ("x \"1\"", x), ("w", w));
        var dot = view.ToDot();
        Assert.Contains("n0 [shape=box style=filled fillcolor=gray92 label=\"x \\\"1\\\"\\n1\"]", dot, StringComparison.Ordinal);
        Assert.Contains("n1 -> n2 [label=\"grad -2\" fontcolor=firebrick]", dot, StringComparison.Ordinal);
        var mermaid = view.ToMermaid();
        Assert.Contains("n1[\"w<br/>1<br/>grad -2\"]", mermaid, StringComparison.Ordinal);
        Assert.Contains("n1 -->|\"grad -2\"| n2", mermaid, StringComparison.Ordinal);
        Assert.Contains("&quot;", mermaid, StringComparison.Ordinal);
        Assert.Contains("5: Pow 2 of 4: 1, grad 1", view.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADeepGraphIsWalkedWithoutRecursion()
    {
        var y = Tensor.From([1.0], requiresGrad: true);
        for (var i = 0; i < 50_000; i++) y = y * 1.0;
        Assert.Equal(50_001, GraphView.Of(y).Nodes.Count);
    }
}
