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
    Entry? _spare;

    /// <summary>A node and the gradients of its outputs, null where none has arrived.</summary>
    public sealed class Entry
    {
        Tensor?[]? _many;
        Tensor? _one;
        ulong _ours;

        public Node Node { get; private set; } = null!;

        /// <summary>The next of those that wait to be used again.</summary>
        public Entry? Next { get; set; }

        public Span<Tensor?> Gradients => _many ?? new Span<Tensor?>(ref _one);

        public void Begin(Node node)
        {
            Node = node;
            if (node.OutputCount > 1) _many = new Tensor?[node.OutputCount];
        }

        public void End()
        {
            Node = null!;
            (_many, _one, _ours) = (null, null, 0);
        }

        /// <summary>Whether nobody but this entry refers to the memory of the gradient of an output.</summary>
        public bool IsOurs(int output) => output < 64 && (_ours & 1UL << output) != 0;

        /// <summary>Takes note of it; of outputs beyond the first 64 it is not known.</summary>
        public void SetOurs(int output, bool value)
        {
            if (output < 64) _ours = value ? _ours | 1UL << output : _ours & ~(1UL << output);
        }

        /// <summary>Somebody has seen the gradients.</summary>
        public void Share() => _ours = 0;
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
        if (slot is null)
        {
            slot = gradient;
            entry.SetOurs(output, isOurs);
            return;
        }
        slot = GradMode.IsEnabled ? slot + gradient : Sum(slot, entry.IsOurs(output), gradient, isOurs);
        entry.SetOurs(output, !GradMode.IsEnabled);
    }

    // In the memory of one of both where nobody else refers to it.
    static Tensor Sum(Tensor a, bool aIsOurs, Tensor b, bool bIsOurs)
    {
        if (bIsOurs && !(aIsOurs && a.IsContiguous)) (a, aIsOurs, b, bIsOurs) = (b, bIsOurs, a, aIsOurs);
        if (!aIsOurs || !a.IsContiguous) return a + b;
        a.AddInPlace(b);
        if (bIsOurs) b.Storage.Release();
        return a;
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

    /// <summary>Lets the entry of a visited node be used for another one.</summary>
    public void Recycle(Entry entry)
    {
        entry.End();
        (entry.Next, _spare) = (_spare, entry);
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
        var entry = _spare ?? new();
        (_spare, entry.Next) = (entry.Next, null);
        entry.Begin(node);
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
