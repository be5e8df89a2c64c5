using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Where a gradient goes next: to one of the outputs of a node, or nowhere.</summary>
internal readonly record struct Edge(Node? Node, int Output);

/// <summary>
/// One step of the forward pass as the backward pass sees it: the operation, where its inputs came from, and the tensors
/// its derivative reads. A leaf, a tensor that was not computed, has a node without operation.
/// </summary>
internal sealed class Node
{
    const long Large = 256;

    // Most nodes have up to so many inputs and save up to so many tensors, and these lie in the node itself.
    const int FewEdges = 3, FewSaved = 2;

    [ThreadStatic]
    static long t_clock;

    readonly uint _savedInputs;
    readonly int _edgeCount;
    readonly Spec _output;
    InlineArray3<Edge> _edges;
    readonly Edge[]? _manyEdges;
    InlineArray2<SavedTensor> _saved;
    readonly SavedTensor[]? _manySaved;
    readonly int _savedCount;
    Extras? _extras;

    // What few nodes have.
    sealed class Extras
    {
        public Spec[]? Outputs;
        public ImmutableArray<GradientHook> Hooks = [];
        public ImmutableArray<(int Output, Tensor Tensor)> Retained = [];
        public NodeRecord? Record;
        public StackTrace? Trace;
    }

    /// <summary>The node of a leaf.</summary>
    public Node(Tensor leaf) => Leaf = leaf;

    /// <summary>The node of an operation that saves nothing.</summary>
    public Node(Primitive operation, Edge[] edges, Tensor output)
    {
        Operation = operation;
        _manyEdges = edges;
        _edgeCount = edges.Length;
        _output = output.Spec;
        Sequence = NextSequence();
    }

    Node(Primitive operation, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Operation = operation;
        _edgeCount = inputs.Length;
        if (inputs.Length > FewEdges) _manyEdges = new Edge[inputs.Length];
        var edges = MutableEdges;
        var reads = Reads.Nothing;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Node is not { } source) continue;
            edges[i] = new(source, inputs[i].OutputNumber);
            reads |= operation.Reads(i);
        }
        Sequence = NextSequence();
        _output = outputs[0].Spec;
        IsLarge = _output.Layout.Count >= Large || AnyIsLarge(inputs);
        if (outputs.Length > 1)
        {
            Rare.Outputs = new Spec[outputs.Length];
            for (var i = 0; i < outputs.Length; i++) Rare.Outputs[i] = outputs[i].Spec;
        }
        _savedInputs = (uint)(reads & Reads.Inputs);
        _savedCount = SavedInputsBefore(inputs.Length) + (reads.Has(Reads.Output) ? outputs.Length : 0);
        if (_savedCount > FewSaved) _manySaved = new SavedTensor[_savedCount];
        Save(inputs, outputs);
    }

    /// <summary>The sequence of the node made last on this thread.</summary>
    public static long Clock => t_clock;

    /// <summary>Makes the outputs remember that they are the result of <paramref name="operation"/> on the inputs.</summary>
    public static void Attach(Primitive operation, Modes modes, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        var node = new Node(operation, inputs, outputs);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].DType.IsFloatingPoint) outputs[i].SetHistory(node, i);
        }
        if ((modes & Modes.Watched) == 0) return;
        if ((modes & Modes.Recorded) != 0) node.Rare.Record = new(inputs.ToArray(), outputs.ToArray());
        if ((modes & Modes.Anomaly) != 0) node.Rare.Trace = new(fNeedFileInfo: true);
    }

    /// <summary>The operation; null for a leaf.</summary>
    public Primitive? Operation { get; }

    /// <summary>The tensor this is the node of; null for the result of an operation.</summary>
    public Tensor? Leaf { get; }

    /// <summary>Larger than that of every node it depends on; between independent nodes of one thread, the order of creation.</summary>
    public long Sequence { get; }

    /// <summary>One for each input of the operation.</summary>
    public ReadOnlySpan<Edge> Edges => MutableEdges;

    /// <summary>The number of outputs of the operation.</summary>
    public int OutputCount => _extras?.Outputs?.Length ?? 1;

    /// <summary>
    /// Hooks on the outputs, in order of registration; replaced as a whole, so that a pass may go through them undisturbed.
    /// </summary>
    public ImmutableArray<GradientHook> Hooks => _extras?.Hooks ?? [];

    /// <summary>Outputs that are to keep their gradients.</summary>
    public ImmutableArray<(int Output, Tensor Tensor)> Retained => _extras?.Retained ?? [];

    /// <summary>Whether somebody wants to see the gradients of the outputs.</summary>
    public bool IsWatched => _extras is { } extras && (!extras.Hooks.IsEmpty || !extras.Retained.IsEmpty);

    /// <summary>Whether the gradients of the inputs or outputs are so large that their memory is worth a thought.</summary>
    public bool IsLarge { get; }

    /// <summary>Values and gradients for a picture of the graph, if they are being recorded.</summary>
    public NodeRecord? Record => _extras?.Record;

    /// <summary>Where the operation was called, if anomalies are being looked for.</summary>
    public StackTrace? Trace => _extras?.Trace;

    /// <summary>The operation's name, or <c>Leaf</c>.</summary>
    public string Name => Operation?.Name ?? "Leaf";

    /// <summary>The shape and type of an output.</summary>
    public Spec OutputSpec(int output) => Leaf is { } leaf ? leaf.Spec : _extras?.Outputs is { } outputs ? outputs[output] : _output;

    /// <summary>The input with the given number, as it was in the forward pass.</summary>
    public Tensor SavedInput(int input) => Saves(input)
        ? Saved[SavedInputsBefore(input)].Unpack(this, input)
        : throw new InvalidOperationException($"{Name}: the derivative reads input {input} without declaring it.");

    /// <summary>The output with the given number.</summary>
    public Tensor SavedOutput(int output)
    {
        var inputs = SavedInputsBefore(_edgeCount);
        return inputs < _savedCount
            ? Saved[inputs + output].Unpack(this, -1)
            : throw new InvalidOperationException($"{Name}: the derivative reads its output without declaring it.");
    }

    /// <summary>Whether <paramref name="storage"/> is that of a tensor saved.</summary>
    public bool Keeps(Storage storage)
    {
        foreach (var saved in Saved)
        {
            if (ReferenceEquals(saved.Storage, storage)) return true;
        }
        return false;
    }

    /// <summary>Adds a hook; disposing what is returned removes it.</summary>
    public IDisposable AddHook(GradientHook hook)
    {
        lock (this) Rare.Hooks = Rare.Hooks.Add(hook);
        return new HookHandle(this, hook);
    }

    /// <summary>Lets an output keep its gradient.</summary>
    public void Retain(int output, Tensor tensor)
    {
        lock (this)
        {
            if (!Rare.Retained.Contains((output, tensor))) Rare.Retained = Rare.Retained.Add((output, tensor));
        }
    }

    /// <summary>Lets go of the saved tensors.</summary>
    public void Release()
    {
        if (_manySaved is not null) Array.Clear(_manySaved);
        else _saved = default;
    }

    sealed class HookHandle(Node node, GradientHook hook) : IDisposable
    {
        public void Dispose()
        {
            lock (node) node.Rare.Hooks = node.Rare.Hooks.RemoveAll(other => ReferenceEquals(other, hook));
        }
    }

    Extras Rare => _extras ?? Interlocked.CompareExchange(ref _extras, new(), null) ?? _extras;

    Span<Edge> MutableEdges => _manyEdges ?? ((Span<Edge>)_edges)[.._edgeCount];

    Span<SavedTensor> Saved => _manySaved ?? ((Span<SavedTensor>)_saved)[.._savedCount];

    void Save(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        var saved = Saved;
        var next = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!Saves(i)) continue;
            if (inputs[i].IsInference)
                throw new InvalidOperationException(
                    $"{Name}: input {i}, a tensor of shape {inputs[i].Shape}, was made in InferenceMode and cannot be part of a graph; " +
                    "use a Clone() made outside of it.");
            saved[next++] = new(inputs[i].Steady);
        }
        for (var i = 0; next < saved.Length; i++) saved[next++] = new(outputs[i]);
    }

    static bool AnyIsLarge(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.Count >= Large) return true;
        }
        return false;
    }

    // A clock of this thread that is never behind that of a node it meets.
    long NextSequence()
    {
        var latest = t_clock;
        foreach (var edge in Edges)
        {
            if (edge.Node is { } source) latest = Math.Max(latest, source.Sequence);
        }
        return t_clock = latest + 1;
    }

    bool Saves(int input) => _savedInputs == (uint)Reads.Inputs || input < 31 && (_savedInputs & (1u << input)) != 0;

    int SavedInputsBefore(int input)
    {
        var count = 0;
        for (var i = 0; i < input; i++)
        {
            if (Saves(i)) count++;
        }
        return count;
    }

    /// <summary>A tensor kept for the backward pass, and what tells whether it still is what it was.</summary>
    readonly struct SavedTensor(Tensor tensor)
    {
        readonly Tensor? _tensor = tensor;
        readonly int _version = tensor.Storage.Version;
        public readonly Storage Storage = tensor.Storage;

        public Tensor Unpack(Node node, int input)
        {
            if (_tensor is null)
            {
                throw new InvalidOperationException(
                    "Backward: this graph was already used and its saved tensors are freed. " +
                    "Compute the loss again, or give retainGraph: true to the first call.");
            }
            if (!ReferenceEquals(_tensor.Storage, Storage) || Storage.Version != _version) ThrowChanged(node, input);
            return _tensor;
        }

        void ThrowChanged(Node node, int input) => throw new InvalidOperationException(
            $"Backward: {node.Name} needs {(input < 0 ? "its output" : $"its input {input}")}, " +
            $"a {_tensor!.DType} tensor of shape {_tensor.Shape}, as it was in the forward pass, but it was changed in place since" +
            $" (version {_tensor.Storage.Version}, saved at version {_version}). Change a Clone() instead, or change it after Backward.");
    }
}

/// <summary>Something to be done with the gradient of one output of a node when it is complete.</summary>
/// <param name="Output">Which output.</param>
/// <param name="Invoke">Gets the gradient; may return another in its place, or null.</param>
internal sealed record GradientHook(int Output, Func<Tensor, Tensor?> Invoke);
