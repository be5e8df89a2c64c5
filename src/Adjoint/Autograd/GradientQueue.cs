namespace Adjoint;

/// <summary>
/// The nodes a backward pass still has to visit, latest first, each with the gradients that have arrived for its outputs
/// so far. When a node comes out, everything that depends on it has been visited, so its gradients are complete.
/// </summary>
internal sealed class GradientQueue
{
    // Up to this many waiting nodes are found by looking at each; a dictionary takes over beyond.
    const int Few = 16;

    Entry[] _heap = new Entry[Few];
    Dictionary<Node, Entry>? _index;
    int _count;

    /// <summary>A node and the gradients of its outputs, null where none has arrived.</summary>
    public sealed class Entry
    {
        readonly Tensor?[]? _many;
        Tensor? _one;

        public Entry(Node node)
        {
            Node = node;
            if (node.OutputCount > 1) _many = new Tensor?[node.OutputCount];
        }

        public Node Node { get; }

        public Span<Tensor?> Gradients => _many ?? new Span<Tensor?>(ref _one);

        /// <summary>Whether nobody but this entry refers to the memory of the gradient that arrived last.</summary>
        public bool IsOurs { get; set; }
    }

    /// <summary>Adds to the gradient of an output.</summary>
    /// <param name="node">The node.</param>
    /// <param name="output">Which of its outputs.</param>
    /// <param name="gradient">What is added.</param>
    /// <param name="isOurs">Whether nobody else refers to the memory of <paramref name="gradient"/>.</param>
    public void Add(Node node, int output, Tensor gradient, bool isOurs)
    {
        var entry = Find(node) ?? Push(node);
        ref var slot = ref entry.Gradients[output];
        entry.IsOurs = slot is not null || isOurs;
        slot = slot is null ? gradient : slot + gradient;
    }

    /// <summary>Takes the latest node; null when there is none left.</summary>
    public Entry? Take()
    {
        if (_count == 0) return null;
        var first = _heap[0];
        var last = _heap[--_count];
        _heap[_count] = null!;
        if (_count > 0) SiftDown(last);
        if (_count == 0) _index = null;
        else _index?.Remove(first.Node);
        return first;
    }

    Entry? Find(Node node)
    {
        if (_index is not null) return _index.GetValueOrDefault(node);
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_heap[i].Node, node)) return _heap[i];
        }
        return null;
    }

    Entry Push(Node node)
    {
        var entry = new Entry(node);
        if (_count == Few && _index is null)
        {
            _index = [];
            for (var i = 0; i < _count; i++) _index.Add(_heap[i].Node, _heap[i]);
        }
        _index?.Add(node, entry);
        if (_count == _heap.Length) Array.Resize(ref _heap, _count * 2);
        var position = _count++;
        while (position > 0)
        {
            var parent = (position - 1) / 2;
            if (_heap[parent].Node.Sequence >= node.Sequence) break;
            _heap[position] = _heap[parent];
            position = parent;
        }
        _heap[position] = entry;
        return entry;
    }

    void SiftDown(Entry entry)
    {
        var position = 0;
        while (true)
        {
            var child = 2 * position + 1;
            if (child >= _count) break;
            if (child + 1 < _count && _heap[child + 1].Node.Sequence > _heap[child].Node.Sequence) child++;
            if (_heap[child].Node.Sequence <= entry.Node.Sequence) break;
            _heap[position] = _heap[child];
            position = child;
        }
        _heap[position] = entry;
    }
}
