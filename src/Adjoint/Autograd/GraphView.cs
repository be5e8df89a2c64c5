namespace Adjoint;

/// <summary>
/// A picture of the graph behind a tensor, to be looked at: its operations, shapes and leaves. Opened with
/// <see cref="Record"/> before the forward pass, it shows the values of every step too, and after a backward pass the
/// gradients that went back along every edge.
/// </summary>
public sealed partial class GraphView
{
    GraphView(IReadOnlyList<GraphNode> nodes) => Nodes = nodes;

    /// <summary>Every node, inputs before what is computed from them; the last is the tensor itself.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>The node of the tensor the view was made of.</summary>
    public GraphNode Root => Nodes[^1];

    /// <summary>
    /// Lets operations on this thread remember their values and gradients until the scope is disposed. Keeps everything
    /// alive; for looking at small graphs.
    /// </summary>
    public static RecordScope Record() => new(open: true);

    /// <summary>The graph behind <paramref name="tensor"/>.</summary>
    /// <param name="tensor">The end of the graph, such as a loss.</param>
    /// <param name="names">What to call some of the tensors.</param>
    public static GraphView Of(Tensor tensor, params ReadOnlySpan<(string Name, Tensor Tensor)> names)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var known = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        foreach (var (name, named) in names) known[named] = name;
        return new(new GraphBuilder(known).Build(tensor));
    }

    /// <summary>Ends the recording on disposal.</summary>
    public ref struct RecordScope
    {
        readonly bool _was;

        internal RecordScope(bool open) => _was = GradMode.Switch(Modes.Recorded, open);

        /// <summary>Ends the scope.</summary>
        public readonly void Dispose() => GradMode.Switch(Modes.Recorded, _was);
    }
}

/// <summary>One step of a graph, or one of its leaves.</summary>
public sealed class GraphNode
{
    internal GraphNode(int id) => Id = id;

    /// <summary>The position in <see cref="GraphView.Nodes"/>.</summary>
    public int Id { get; }

    /// <summary>The operation's name; null for a leaf.</summary>
    public string? Operation { get; internal init; }

    /// <summary>The name the tensor was given, if any.</summary>
    public string? Name { get; internal init; }

    /// <summary>Whether the tensor was made by the user.</summary>
    public bool IsLeaf => Operation is null;

    /// <summary>Whether gradients come here.</summary>
    public bool RequiresGrad { get; internal init; }

    /// <summary>The shape of the (first) result.</summary>
    public Shape Shape { get; internal init; }

    /// <summary>The type of its elements.</summary>
    public DType DType { get; internal init; }

    /// <summary>The result; null for an operation that was not recorded.</summary>
    public Tensor? Value { get; internal init; }

    /// <summary>The gradient of the loss with respect to the result, if a backward pass has left one.</summary>
    public Tensor? Gradient { get; internal init; }

    /// <summary>Where the inputs come from.</summary>
    public IReadOnlyList<GraphEdge> Inputs { get; internal set; } = [];
}

/// <summary>One input of an operation.</summary>
/// <param name="Source">The node it comes from.</param>
/// <param name="Gradient">What went back along this way, if a backward pass was recorded: the local gradient times the
/// gradient of the operation's result.</param>
public readonly record struct GraphEdge(GraphNode Source, Tensor? Gradient);
