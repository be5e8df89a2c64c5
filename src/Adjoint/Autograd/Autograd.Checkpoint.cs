namespace Adjoint;

public static partial class Autograd
{
    /// <summary>
    /// Computes <paramref name="function"/> without keeping what its derivative needs; the backward pass computes it a
    /// second time instead. Trades time for memory: a deep network keeps only the inputs of its checkpointed parts.
    /// </summary>
    /// <param name="function">The part of the computation. Must do the same both times; random numbers of the default
    /// generator are drawn again from the same state. Tensors and parameters it refers to get their gradients as usual.</param>
    /// <param name="input">What it is applied to.</param>
    public static Tensor Checkpoint(Func<Tensor, Tensor> function, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(input);
        return Checkpoint(() => function(input));
    }

    /// <summary>The same for a computation that refers to its inputs by itself.</summary>
    public static Tensor Checkpoint(Func<Tensor> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!IsGradEnabled) return function();
        var state = Generator.Default.GetState();
        var before = Node.Clock;
        var traced = function();
        var output = traced.Detach();
        var sources = Sources(traced, before);
        if (sources.Length > 0) output.SetHistory(new(new Segment(function, state, GradMode.Current), sources, output), 0);
        return output;
    }

    // Where the part's inputs come from: the first nodes on each way back that were there before it.
    static Edge[] Sources(Tensor output, long before)
    {
        if (output.Node is not { } root) return [];
        if (IsSource(root)) return [new(root, output.OutputNumber)];
        var sources = new HashSet<Edge>();
        var seen = new HashSet<Node> { root };
        var stack = new Stack<Node>([root]);
        while (stack.TryPop(out var node))
        {
            foreach (var edge in node.Edges)
            {
                if (edge.Node is not { } source) continue;
                if (IsSource(source)) sources.Add(edge);
                else if (seen.Add(source)) stack.Push(source);
            }
        }
        return [.. sources];

        bool IsSource(Node node) => node.Leaf is not null || node.Sequence <= before;
    }

    sealed record Segment(Func<Tensor> Function, Tensor GeneratorState, Modes Modes) : Primitive
    {
        internal override string Name => nameof(Checkpoint);

        internal override Tensor? Recompute()
        {
            var now = Generator.Default.GetState();
            try
            {
                Generator.Default.SetState(GeneratorState);
                using var mode = new GradScope(Modes & ~Modes.Watched | GradMode.Current & Modes.Watched);
                return Function();
            }
            finally
            {
                Generator.Default.SetState(now);
            }
        }
    }
}
