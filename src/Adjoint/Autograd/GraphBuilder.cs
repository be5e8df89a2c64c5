namespace Adjoint;

/// <summary>Walks a graph from its end and lists it from its beginning.</summary>
internal sealed class GraphBuilder(Dictionary<Tensor, string> names)
{
    readonly List<GraphNode> _nodes = [];
    readonly Dictionary<object, GraphNode> _known = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<GraphNode> Build(Tensor tensor)
    {
        // Every step is met twice: first its inputs are put before it, then it is listed itself.
        var stack = new Stack<object>([(object?)tensor.Node ?? tensor]);
        while (stack.TryPeek(out var top))
        {
            if (_known.ContainsKey(top) || top is not Node node || !PushInputs(node, stack))
            {
                stack.Pop();
                if (_known.ContainsKey(top)) continue;
                if (top is Node step) List(step);
                else Constant((Tensor)top);
            }
        }
        return _nodes;
    }

    bool PushInputs(Node node, Stack<object> stack)
    {
        var waiting = stack.Count;
        for (var i = node.Edges.Length - 1; i >= 0; i--)
        {
            var input = (object?)node.Edges[i].Node ?? node.Record?.Inputs[i];
            if (input is not null && !_known.ContainsKey(input)) stack.Push(input);
        }
        return stack.Count > waiting;
    }

    void List(Node node)
    {
        var record = node.Record;
        var value = node.Leaf ?? record?.Outputs[0];
        var edges = new List<GraphEdge>();
        for (var i = 0; i < node.Edges.Length; i++)
        {
            var input = (object?)node.Edges[i].Node ?? record?.Inputs[i];
            if (input is not null) edges.Add(new(_known[input], record?.InputGradients?[i]));
        }
        var spec = node.OutputSpec(0);
        Add(node, new(_nodes.Count)
        {
            Operation = node.Operation?.Label,
            Name = value is null ? null : names.GetValueOrDefault(value),
            RequiresGrad = true,
            Shape = spec.Layout.Shape,
            DType = spec.DType,
            Value = value?.Detach(),
            Gradient = node.Leaf?.Grad ?? record?.OutputGradients?[0] ?? value?.Grad,
            Inputs = edges,
        });
    }

    void Constant(Tensor tensor) => Add(tensor, new(_nodes.Count)
    {
        Name = names.GetValueOrDefault(tensor),
        Shape = tensor.Shape,
        DType = tensor.DType,
        Value = tensor,
    });

    void Add(object key, GraphNode node)
    {
        _known.Add(key, node);
        _nodes.Add(node);
    }
}
