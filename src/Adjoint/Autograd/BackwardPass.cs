using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// The chain rule: visits the graph from its end to its leaves, each node after everything that depends on it. Derivatives
/// only say what one operation contributes; ordering, summing over broadcast dimensions, adding up and skipping what
/// nobody needs is done here, once.
/// </summary>
internal readonly ref struct BackwardPass
{
    readonly GradientQueue _queue;
    readonly bool _retainGraph;
    readonly bool _createGraph;
    readonly Modes _watched;
    readonly Targets? _targets;

    // Taken by the pass that runs on this thread and put back at its end; a pass within a pass makes its own.
    [ThreadStatic]
    static GradientQueue? t_spare;

    BackwardPass(bool retainGraph, bool createGraph, Targets? targets)
    {
        (_queue, t_spare) = (t_spare ?? new(), null);
        _retainGraph = retainGraph;
        _createGraph = createGraph;
        _watched = GradMode.Current & Modes.Watched;
        _targets = targets;
    }

    /// <summary>Adds the gradients of <paramref name="roots"/> to <see cref="Tensor.Grad"/> of every leaf they depend on.</summary>
    public static void Accumulate(ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> gradients, bool retainGraph, bool createGraph) =>
        new BackwardPass(retainGraph, createGraph, targets: null).Run(roots, gradients);

    /// <summary>
    /// The gradients of <paramref name="roots"/> with respect to <paramref name="inputs"/>; null where they do not depend.
    /// </summary>
    public static Tensor?[] Collect(
        ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> gradients, ReadOnlySpan<Tensor> inputs, bool retainGraph, bool createGraph)
    {
        var targets = new Targets(roots, inputs);
        new BackwardPass(retainGraph, createGraph, targets).Run(roots, gradients);
        return targets.Results;
    }

    void Run(ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> gradients)
    {
        for (var i = 0; i < roots.Length; i++)
        {
            var root = roots[i];
            var node = root.Node ?? throw new InvalidOperationException(
                "Backward: this tensor was not computed from any tensor that requires gradients. " +
                "Set RequiresGrad = true on a leaf before the forward pass, outside of NoGrad.");
            _queue.Add(node, root.OutputNumber, Seed(root, gradients.IsEmpty ? null : gradients[i]), isOurs: false);
        }
        var recorded = _createGraph ? Modes.Plain : Modes.NoGrad;
        using var mode = new Autograd.GradScope(GradMode.Current & Modes.Inference | _watched | recorded);
        while (_queue.Take() is { } entry)
        {
            if (entry.Node.IsWatched) RunHooks(entry);
            _targets?.Offer(entry);
            if (entry.Node.Leaf is { } leaf)
            {
                if (_targets is null) leaf.AccumulateGrad(entry.Node, entry.Gradients[0]!, entry.IsOurs(0), _createGraph);
            }
            else if (_targets is null || _targets.LiesBehind(entry.Node))
            {
                Visit(entry);
            }
            _queue.Recycle(entry);
        }
        t_spare = _queue; // empty again; after an exception it is simply lost
    }

    static Tensor Seed(Tensor root, Tensor? gradient)
    {
        if (gradient is null)
        {
            if (root.Count != 1)
            {
                throw new InvalidOperationException(
                    $"Backward: without a gradient only a single number can be differentiated, and this tensor has shape {root.Shape}. " +
                    "Reduce it first (Sum, Mean), or give gradient: a tensor of that shape.");
            }
            return Tensor.OnesLike(root);
        }
        if (gradient.Shape != root.Shape)
            throw new ArgumentException($"Backward: the gradient has shape {gradient.Shape}, but the tensor has shape {root.Shape}.");
        return gradient.To(root.DType);
    }

    static void RunHooks(GradientQueue.Entry entry)
    {
        var node = entry.Node;
        entry.Share();
        foreach (var hook in node.Hooks)
        {
            ref var gradient = ref entry.Gradients[hook.Output];
            if (gradient is null || hook.Invoke(gradient) is not { } replaced) continue;
            if (replaced.Shape != gradient.Shape)
                throw new InvalidOperationException(
                    $"Backward: a hook returned a gradient of shape {replaced.Shape} in place of one of shape {gradient.Shape}.");
            gradient = replaced.To(gradient.DType);
        }
        foreach (var (output, tensor) in node.Retained)
        {
            if (entry.Gradients[output] is { } gradient) tensor.KeepGrad(gradient);
        }
    }

    void Visit(GradientQueue.Entry entry)
    {
        var node = entry.Node;
        var edges = node.Edges;
        var operation = node.Operation!;
        if (operation.Recompute() is { } again)
        {
            _targets?.Extend(again);
            _queue.Add(again.Node!, again.OutputNumber, entry.Gradients[0]!, isOurs: false);
            return;
        }
        var memory = default(InlineArray4<Tensor?>);
        Span<Tensor?> few = memory;
        var results = edges.Length <= few.Length ? few[..edges.Length] : new Tensor?[edges.Length];
        var isForeign = operation.ReturnsForeignGradients; // code of users may remember tensors
        if (node.IsLarge && !_createGraph && !isForeign) DifferentiateInFrame(entry, results);
        else Differentiate(entry, results);
        if ((_watched & Modes.Anomaly) != 0) Anomaly.Check(node, results);
        for (var i = 0; i < edges.Length; i++)
        {
            if (results[i] is { } result)
                _queue.Add(edges[i].Node!, edges[i].Output, result, !isForeign && node.Record is null && IsNew(i, results, entry));
        }
        if (node.Record is { } record) (record.OutputGradients, record.InputGradients) = (entry.Gradients.ToArray(), results.ToArray());
        else if (!_createGraph && !isForeign) GiveBack(entry, results);
        if (!_retainGraph) node.Release();
    }

    static void Differentiate(GradientQueue.Entry entry, Span<Tensor?> results)
    {
        var node = entry.Node;
        node.Operation!.Derivatives(entry.Gradients, new(node), results);
        var edges = node.Edges;
        for (var i = 0; i < results.Length; i++)
        {
            if (edges[i].Node is not { } source) results[i] = null;
            else if (results[i] is { } result) results[i] = Fit(result, source.OutputSpec(edges[i].Output));
        }
    }

    // What the derivatives compute on the way to their results is given back at once, where it is large enough to matter.
    static void DifferentiateInFrame(GradientQueue.Entry entry, Span<Tensor?> results)
    {
        var frame = MemoryFrame.Open();
        try
        {
            Differentiate(entry, results);
            foreach (var result in results)
            {
                if (result is not null) frame.Keep(result.Storage);
            }
        }
        finally
        {
            frame.Close();
        }
    }

    // The gradients of a node's outputs are no longer needed when it has been visited.
    static void GiveBack(GradientQueue.Entry entry, ReadOnlySpan<Tensor?> results)
    {
        for (var i = 0; i < entry.Gradients.Length; i++)
        {
            if (!entry.IsOurs(i) || entry.Gradients[i] is not { } gradient) continue;
            if (!Holds(results, gradient.Storage)) gradient.Storage.Release();
        }
    }

    static bool Holds(ReadOnlySpan<Tensor?> tensors, Storage storage)
    {
        foreach (var tensor in tensors)
        {
            if (ReferenceEquals(tensor?.Storage, storage)) return true;
        }
        return false;
    }

    // A derivative may hand through the incoming gradient, a saved tensor, or the same tensor for two inputs.
    static bool IsNew(int input, ReadOnlySpan<Tensor?> results, GradientQueue.Entry entry)
    {
        var storage = results[input]!.Storage;
        return !Holds(results[..input], storage) && !Holds(results[(input + 1)..], storage) && !Holds(entry.Gradients, storage)
            && !entry.Node.Keeps(storage);
    }

    // A broadcast input gets the sum over its repetitions, a converted one its own type back.
    static Tensor Fit(Tensor gradient, Spec spec)
    {
        if (!gradient.Layout.HasSizesOf(spec.Layout)) gradient = gradient.SumTo(spec.Layout.Shape);
        return gradient.DType == spec.DType ? gradient : gradient.To(spec.DType);
    }

    /// <summary>The tensors whose gradients are wanted, instead of those of all leaves.</summary>
    sealed class Targets
    {
        readonly Dictionary<Edge, List<int>> _wanted = [];
        readonly HashSet<Node> _behind = [];
        readonly HashSet<Node> _seen = [];

        public Targets(ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor> inputs)
        {
            Results = new Tensor?[inputs.Length];
            for (var i = 0; i < inputs.Length; i++)
            {
                var node = inputs[i].Node ?? throw new InvalidOperationException(
                    $"Grad: input {i} does not require gradients. Set RequiresGrad = true on it before the forward pass.");
                var edge = new Edge(node, inputs[i].OutputNumber);
                if (!_wanted.TryGetValue(edge, out var positions)) _wanted.Add(edge, positions = []);
                positions.Add(i);
            }
            Mark(roots);
        }

        public Tensor?[] Results { get; }

        /// <summary>Whether a wanted tensor is among those the node was computed from.</summary>
        public bool LiesBehind(Node node) => _behind.Contains(node);

        /// <summary>Takes in a part of the graph that came into being during the pass.</summary>
        public void Extend(Tensor root) => Mark([root]);

        public void Offer(GradientQueue.Entry entry)
        {
            for (var i = 0; i < entry.Gradients.Length; i++)
            {
                if (!_wanted.TryGetValue(new(entry.Node, i), out var positions)) continue;
                foreach (var position in positions) Results[position] = entry.Gradients[i];
                entry.SetOurs(i, false);
            }
        }

        // A node lies behind a wanted one if any of its sources is wanted or does; sources come first in sequence.
        void Mark(ReadOnlySpan<Tensor> roots)
        {
            var found = new List<Node>();
            var stack = new Stack<Node>();
            foreach (var root in roots) Push(root.Node);
            while (stack.TryPop(out var node))
            {
                foreach (var edge in node.Edges) Push(edge.Node);
            }
            foreach (var node in found.OrderBy(node => node.Sequence))
            {
                foreach (var edge in node.Edges)
                {
                    if (edge.Node is { } source && (_wanted.ContainsKey(edge) || _behind.Contains(source))) _behind.Add(node);
                }
            }

            void Push(Node? node)
            {
                if (node is null || !_seen.Add(node)) return;
                found.Add(node);
                stack.Push(node);
            }
        }
    }
}
