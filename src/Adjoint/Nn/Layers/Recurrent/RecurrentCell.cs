namespace Adjoint.Nn;

/// <summary>What the cells of recurrent networks share: a layer that makes one step.</summary>
/// <typeparam name="TGiven">The state before, or null for zeros.</typeparam>
/// <typeparam name="TState">The state after.</typeparam>
public abstract partial class RecurrentCell<TGiven, TState> : Module<Tensor, TGiven, TState>
{
    private protected RecurrentCell(long inputSize, long hiddenSize, bool bias, int gates, DType dtype)
    {
        Checks.NotNegative(TypeName, nameof(inputSize), inputSize);
        Checks.Positive(TypeName, nameof(hiddenSize), hiddenSize);
        (InputSize, HiddenSize) = (inputSize, hiddenSize);
        WeightIh = new(Tensor.Empty([gates * hiddenSize, inputSize], dtype));
        WeightHh = new(Tensor.Empty([gates * hiddenSize, hiddenSize], dtype));
        BiasIh = bias ? new(Tensor.Empty([gates * hiddenSize], dtype)) : null;
        BiasHh = bias ? new(Tensor.Empty([gates * hiddenSize], dtype)) : null;
        ResetParameters();
    }

    /// <summary>The size of the last dimension of the input.</summary>
    public long InputSize { get; }

    /// <summary>The size of the state.</summary>
    public long HiddenSize { get; }

    /// <summary>The weight of the input, [gates * hidden, input].</summary>
    public Parameter WeightIh { get; set; }

    /// <summary>The weight of the hidden state, [gates * hidden, hidden].</summary>
    public Parameter WeightHh { get; set; }

    /// <summary>The bias beside the input, [gates * hidden]; null for none.</summary>
    public Parameter? BiasIh { get; set; }

    /// <summary>The bias beside the hidden state, [gates * hidden]; null for none.</summary>
    public Parameter? BiasHh { get; set; }

    /// <summary>Draws all parameters anew, evenly between ±1/√hidden.</summary>
    public void ResetParameters()
    {
        var bound = 1 / Math.Sqrt(HiddenSize);
        foreach (var parameter in Parameters()) Init.Uniform(parameter, -bound, bound);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{InputSize}, {HiddenSize}{(BiasIh is null ? ", bias=False" : "")}";

    /// <summary>The products with the input and with the hidden state, biases included.</summary>
    private protected (Tensor Input, Tensor Product) Products(Tensor input, Tensor hidden) =>
        (input.Linear(WeightIh, BiasIh), hidden.Linear(WeightHh, BiasHh));

    /// <summary>A state, or zeros where none is given; throws if something does not fit.</summary>
    private protected Tensor State(Tensor input, Tensor? state)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank is not (1 or 2) || input.Size(-1) != InputSize)
            throw new ArgumentException(
                $"{this}: the input must be [batch, {InputSize}] or [{InputSize}], and its shape is {input.Shape}.", nameof(input));
        Checks.Type(this, "input", input, WeightIh);
        if (state is not null) Checks.Type(this, "state", state, WeightIh);
        Shape wanted = [.. input.Shape.AsSpan()[..^1], HiddenSize];
        if (state is not null && state.Shape != wanted)
            throw new ArgumentException($"{this}: the state must have the shape {wanted}, and has {state.Shape}.", nameof(state));
        return state ?? Tensor.Zeros(wanted, input.DType);
    }
}
