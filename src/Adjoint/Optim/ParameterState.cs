namespace Adjoint.Optim;

/// <summary>What an optimizer remembers of one parameter from step to step.</summary>
public sealed class ParameterState
{
    readonly NamedValues<Tensor> _tensors = new();

    /// <summary>How many steps the parameter has made.</summary>
    public double Step { get; set; }

    /// <summary>The numbers that are remembered, by PyTorch's names.</summary>
    internal NamedValues<double> Numbers { get; } = new();

    /// <summary>The tensors that are remembered, by PyTorch's names, such as <c>momentum_buffer</c>.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Tensors => _tensors;

    /// <summary>A tensor by its name; null if there is none yet.</summary>
    public Tensor? this[string name]
    {
        get => _tensors.TryGet(name, out var tensor) ? tensor : null;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            MemoryFrame.Free(value.Storage);
            _tensors.Set(name, value);
        }
    }

    /// <summary>A tensor by its name, in the parameter's type; if there is none yet, zeros in the shape of the parameter.</summary>
    /// <exception cref="InvalidOperationException">The parameter has another shape than when the tensor was made.</exception>
    public Tensor GetOrZeros(string name, Tensor parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (this[name] is not { } tensor) return this[name] = Tensor.ZerosLike(parameter);
        if (!tensor.Layout.HasSizesOf(parameter.Layout))
            throw new InvalidOperationException(
                $"Step: the parameter has shape {parameter.Shape}, but had {tensor.Shape} in earlier steps; make a new optimizer.");
        return tensor.DType == parameter.DType ? tensor : this[name] = tensor.Convert(parameter.DType);
    }
}
