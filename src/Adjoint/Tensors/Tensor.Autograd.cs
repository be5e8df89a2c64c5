using System.Diagnostics.CodeAnalysis;

namespace Adjoint;

public partial class Tensor
{
    Node? _node;
    int _outputNumber;
    bool _isStandIn;
    Tensor? _grad;

    /// <summary>
    /// Whether gradients with respect to this tensor are computed: false unless asked for, or unless computed from a tensor
    /// that requires them.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set to true on a tensor that is not of floating-point numbers or was made
    /// in inference mode; set to false on the result of an operation.</exception>
    public bool RequiresGrad
    {
        get => _node is not null;
        set
        {
            if (value == RequiresGrad) return;
            if (!value)
            {
                if (!IsLeaf)
                    throw new InvalidOperationException(
                        "RequiresGrad: the result of an operation follows its inputs; use Detach() for a tensor without history.");
                _node = null;
                return;
            }
            if (!DType.IsFloatingPoint)
                throw new InvalidOperationException(
                    $"RequiresGrad: only floating-point tensors can have gradients, and this one is {DType}; " +
                    "convert it with To(DType.Float32).");
            if (IsInference)
                throw new InvalidOperationException(
                    "RequiresGrad: this tensor was made in InferenceMode; use a Clone() made outside of it.");
            _node = new(this);
        }
    }

    /// <summary>Whether this tensor was made by the user rather than by a recorded operation.</summary>
    public bool IsLeaf => _node is null || _node.Leaf is not null;

    /// <summary>
    /// The gradient: after <see cref="Backward"/>, the derivative of the loss with respect to each element. Null until there
    /// is one. Each backward pass adds to it, so it has to be cleared (set to null, or <c>Grad.Zero()</c>) between steps.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a tensor of another shape or type.</exception>
    public Tensor? Grad
    {
        get
        {
            if (_grad is { } gradient) gradient.Storage.IsShared = true;
            return _grad;
        }
        set
        {
            if (value is not null && (value.Shape != Shape || value.DType != DType))
                throw new ArgumentException(
                    $"Grad: a {value.DType} tensor of shape {value.Shape} cannot be the gradient of a {DType} tensor of shape {Shape}.");
            if (value is null) _grad?.Storage.Release();
            else Adopt(value.Storage).IsShared = true;
            _grad = value;
        }
    }

    /// <summary>
    /// The gradient, seen by the library only: as long as nobody asks for <see cref="Grad"/>, its memory can be used again.
    /// </summary>
    internal Tensor? OwnGrad => _grad;

    /// <summary>
    /// The numbers alone, without history: a tensor that shares this one's memory and records nothing. Setting it replaces
    /// the numbers and keeps <see cref="RequiresGrad"/> and <see cref="Grad"/>: <c>w.Data = w.Data - 0.01 * w.Grad.Data</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set on the result of a recorded operation.</exception>
    [AllowNull]
    public Tensor Data
    {
        get => Alias(_layout, _offset);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!IsLeaf)
                throw new InvalidOperationException("Data: the numbers of a computed tensor cannot be replaced; use Detach() first.");
            if (RequiresGrad && !value.DType.IsFloatingPoint)
                throw new InvalidOperationException($"Data: a tensor that requires gradients cannot hold {value.DType}.");
            Adopt(value._storage);
            (_storage, _layout, _offset, _dtype) = (value._storage, value._layout, value._offset, value._dtype);
        }
    }

    /// <summary>Makes this object another name for <paramref name="value"/>: its memory, its shape and its history.</summary>
    internal void StandFor(Tensor value)
    {
        Adopt(value._storage);
        (_storage, _layout, _offset, _dtype) = (value._storage, value._layout, value._offset, value._dtype);
        (_node, _outputNumber) = (value._node, value._outputNumber);
        _isStandIn = _node is null || !ReferenceEquals(_node.Leaf, this);
    }

    /// <summary>Another object that is what this one is now, history included.</summary>
    internal Tensor Twin() => new(_storage, _layout, _offset, _dtype) { _node = _node, _outputNumber = _outputNumber };

    /// <summary>What will still be this tensor when this object stands for another one.</summary>
    internal Tensor Steady => _isStandIn ? Twin() : this;

    /// <summary>A tensor that shares this one's memory but not its history, and does not require gradients.</summary>
    public Tensor Detach() => Alias(_layout, _offset);

    /// <summary>The name of the operation this tensor is the result of; null for leaves.</summary>
    public string? GradFn => IsLeaf ? null : _node!.Name;

    /// <summary>Whether this tensor was made in <see cref="Autograd.InferenceMode"/>.</summary>
    public bool IsInference { get; } = GradMode.IsInference;

    internal Node? Node => _node;

    internal int OutputNumber => _outputNumber;

    internal void SetHistory(Node node, int output)
    {
        _node = node;
        _outputNumber = output;
    }

    /// <summary>
    /// Back-propagation: computes the derivative of this tensor with respect to every leaf it was computed from and that
    /// requires gradients, by the chain rule, and adds it to the leaf's <see cref="Grad"/>.
    /// </summary>
    /// <param name="gradient">The derivative of the final result with respect to this tensor; may be left out for a single number,
    /// where it is 1.</param>
    /// <param name="retainGraph">Keeps what the graph has saved, so that it can be used again.</param>
    /// <param name="createGraph">Records the computation of the gradients, so that they can be differentiated again;
    /// implies retaining.</param>
    /// <exception cref="InvalidOperationException">There is no graph, it was used and freed before, this tensor has several
    /// elements and no gradient is given, or a tensor saved for the derivatives was changed in place.</exception>
    /// <exception cref="ArgumentException">The gradient has another shape.</exception>
    public void Backward(Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false) =>
        BackwardPass.Accumulate([this], [gradient], retainGraph ?? createGraph, createGraph);

    /// <summary>
    /// Adds to <see cref="Grad"/>. Threads may do so at the same time. A gradient that nobody else refers to is kept as it
    /// is, others are copied, so that changing this gradient in place changes no other tensor.
    /// </summary>
    internal void AccumulateGrad(Node node, Tensor gradient, bool isOurs, bool createGraph)
    {
        if (_grad is null && isOurs && !createGraph && gradient.IsContiguous && TryBegin(gradient)) return;
        lock (node)
        {
            if (createGraph)
            {
                if (!TryBegin(gradient)) Adopt((_grad = _grad! + gradient).Storage);
                _grad!.Storage.IsShared = true;
                return;
            }
            if (_grad is not null || !TryBegin(gradient.Copy())) _grad!.AddInPlace(gradient);
            if (isOurs) gradient.Storage.Release();
        }
    }

    // Whether this is the first part of the gradient; it is all of it then, so far.
    bool TryBegin(Tensor gradient)
    {
        Adopt(gradient.Storage);
        return Interlocked.CompareExchange(ref _grad, gradient, null) is null;
    }

    // What a tensor that outlives the scopes of this thread holds on to outlives them too.
    Storage Adopt(Storage storage)
    {
        if (_storage.Depth == 0) MemoryFrame.Free(storage);
        return storage;
    }
}
