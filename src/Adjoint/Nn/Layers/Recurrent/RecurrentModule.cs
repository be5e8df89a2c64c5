namespace Adjoint.Nn;

/// <summary>
/// What recurrent layers share: their parameters, and the way of a batch of sequences through layers and directions.
/// </summary>
/// <typeparam name="TGiven">The first states, or null for zeros.</typeparam>
/// <typeparam name="TState">The last states.</typeparam>
public abstract class RecurrentModule<TGiven, TState> : Module<Tensor, TGiven, (Tensor Output, TState State)>
{
    readonly RecurrentWeights[] _weights;

    private protected RecurrentModule(
        long inputSize, long hiddenSize, int numLayers, int gates, bool bias, bool batchFirst, double dropout, bool bidirectional,
        long projSize, DType dtype)
    {
        Checks.NotNegative(TypeName, nameof(inputSize), inputSize);
        Checks.Positive(TypeName, nameof(hiddenSize), hiddenSize);
        Checks.Positive(TypeName, nameof(numLayers), numLayers);
        Checks.NotNegative(TypeName, nameof(projSize), projSize);
        Checks.Probability(TypeName, dropout);
        if (projSize >= hiddenSize)
            throw new ArgumentOutOfRangeException(nameof(projSize), projSize,
                $"{TypeName}: the projection must be smaller than the hidden size {hiddenSize}, and is {projSize}.");
        (InputSize, HiddenSize, NumLayers, BatchFirst, Dropout, Bidirectional, ProjSize) =
            (inputSize, hiddenSize, numLayers, batchFirst, dropout, bidirectional, projSize);
        _weights = new RecurrentWeights[numLayers * Directions];
        for (var i = 0; i < _weights.Length; i++)
        {
            var input = i < Directions ? inputSize : StateSize * Directions;
            var suffix = $"_l{i / Directions}{(i % Directions == 1 ? "_reverse" : "")}";
            _weights[i] = new(suffix, input, hiddenSize, gates, projSize, bias, dtype);
        }
        ResetParameters();
    }

    /// <summary>The size of the last dimension of the input.</summary>
    public long InputSize { get; }

    /// <summary>The size of the state.</summary>
    public long HiddenSize { get; }

    /// <summary>How many layers there are, each of which reads the output of the one before.</summary>
    public int NumLayers { get; }

    /// <summary>Whether inputs and outputs are [batch, length, size] rather than [length, batch, size].</summary>
    public bool BatchFirst { get; }

    /// <summary>While training, the probability of an element of a layer's output to become zero before the next layer reads it.</summary>
    public double Dropout { get; }

    /// <summary>Whether each layer reads the sequence in both directions; the outputs stand side by side.</summary>
    public bool Bidirectional { get; }

    /// <summary>The size hidden states are projected to; 0 for no projection.</summary>
    public long ProjSize { get; }

    /// <summary>The parameters: layer after layer, forward before reverse.</summary>
    public IReadOnlyList<RecurrentWeights> Weights => _weights;

    int Directions => Bidirectional ? 2 : 1;

    /// <summary>The size of the hidden state, projected if it is.</summary>
    private protected long StateSize => ProjSize == 0 ? HiddenSize : ProjSize;

    /// <summary>The last sizes of the states.</summary>
    private protected virtual long[] StateSizes => [StateSize];

    /// <summary>The output of every step and the last states, from zeros.</summary>
    public (Tensor Output, TState State) Call(Tensor input) => Call(input, default!);

    /// <summary>
    /// The same for sequences of several lengths. Hooks see their elements, <see cref="PackedSequence.Data"/>, as input and output.
    /// </summary>
    /// <param name="input">The sequences.</param>
    /// <param name="states">The first states; zeros if left out.</param>
    /// <exception cref="ArgumentException">The elements or the states do not fit.</exception>
    public (PackedSequence Output, TState State) Call(PackedSequence input, TGiven states = default!)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (output, state) = CallAs(given => Packed(input, given.Item1, given.Item2), (input.Data, states));
        return (input.With(output), state);
    }

    /// <summary>Draws all parameters anew, evenly between ±1/√hidden.</summary>
    public void ResetParameters()
    {
        var bound = 1 / Math.Sqrt(HiddenSize);
        foreach (var parameter in Parameters()) Init.Uniform(parameter, -bound, bound);
    }

    /// <inheritdoc/>
    protected sealed override void VisitMembers(MemberVisitor visitor)
    {
        foreach (var weights in _weights) weights.Visit(visitor);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr()
    {
        var text = $"{InputSize}, {HiddenSize}";
        if (ProjSize != 0) text += $", proj_size={ProjSize}";
        if (NumLayers != 1) text += $", num_layers={NumLayers}";
        if (_weights[0].BiasIh is null) text += ", bias=False";
        if (BatchFirst) text += ", batch_first=True";
        if (Dropout != 0) text += $", dropout={Repr.Of(Dropout)}";
        return Bidirectional ? text + ", bidirectional=True" : text;
    }

    /// <summary>One layer in one direction: the output of all steps, and the last states.</summary>
    private protected abstract (Tensor Output, Tensor[] States) Direction(
        Tensor x, RecurrentWeights weights, Tensor[] states, long[] steps, bool isReversed);

    /// <summary>The states one by one; null for zeros.</summary>
    private protected abstract Tensor[]? Parts(TGiven states);

    /// <summary>The last states together.</summary>
    private protected abstract TState Whole(Tensor[] states);

    /// <summary>A batch of sequences of one length, or a single one without a batch dimension.</summary>
    protected sealed override (Tensor Output, TState State) Forward(Tensor input, TGiven given)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank is not (2 or 3) || input.Size(-1) != InputSize)
        {
            var wanted = BatchFirst ? "[batch, length, " : "[length, batch, ";
            throw new ArgumentException(
                $"{this}: the input must be {wanted}{InputSize}], or [length, {InputSize}], and its shape is {input.Shape}.",
                nameof(input));
        }
        Checks.Type(this, "input", input, _weights[0].WeightIh);
        var isSingle = input.Rank == 2;
        var x = isSingle ? input.Unsqueeze(1) : BatchFirst ? input.Transpose(0, 1) : input;
        var (length, batch) = (x.Size(0), x.Size(1));
        var steps = new long[length];
        Array.Fill(steps, batch);
        var states = FirstStates(Parts(given), batch, isSingle, input.DType);
        var (output, last) = Layers(x.Reshape(length * batch, InputSize), states, steps);
        output = output.Reshape(length, batch, StateSize * Directions);
        if (isSingle) return (output.Squeeze(1), Whole(Array.ConvertAll(last, state => state.Squeeze(1))));
        return (BatchFirst ? output.Transpose(0, 1) : output, Whole(last));
    }

    // Sequences that lie as the packed ones do.
    (Tensor Output, TState State) Packed(PackedSequence sequences, Tensor input, TGiven given)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = sequences.BatchSizes.Sum();
        if (input.Rank != 2 || input.Size(1) != InputSize || input.Size(0) != rows)
            throw new ArgumentException(
                $"{this}: the packed input must be {rows} rows of size {InputSize}, and its data has the shape {input.Shape}.",
                nameof(input));
        Checks.Type(this, "input", input, _weights[0].WeightIh);
        var parts = Parts(given);
        var batch = sequences.BatchSizes.Count == 0 ? 0 : sequences.BatchSizes[0];
        var states = FirstStates(parts, batch, isSingle: false, input.DType);
        if (parts is not null && sequences.SortedIndices is { } sorted)
            states = Array.ConvertAll(states, state => state.IndexSelect(1, sorted));
        var (output, last) = Layers(input, states, [.. sequences.BatchSizes]);
        if (sequences.UnsortedIndices is { } unsorted) last = Array.ConvertAll(last, state => state.IndexSelect(1, unsorted));
        return (output, Whole(last));
    }

    (Tensor Output, Tensor[] States) Layers(Tensor x, Tensor[] states, long[] steps)
    {
        var last = new Tensor[states.Length][];
        for (var i = 0; i < last.Length; i++) last[i] = new Tensor[_weights.Length];
        for (var layer = 0; layer < NumLayers; layer++)
        {
            var outputs = new Tensor[Directions];
            for (var direction = 0; direction < Directions; direction++)
            {
                var index = layer * Directions + direction;
                var own = Array.ConvertAll(states, state => state.Select(0, index));
                (outputs[direction], own) = Direction(x, _weights[index], own, steps, isReversed: direction == 1);
                for (var i = 0; i < last.Length; i++) last[i][index] = own[i];
            }
            x = Directions == 1 ? outputs[0] : Tensor.Cat(outputs, -1);
            if (layer < NumLayers - 1) x = x.Dropout(Dropout, Training);
        }
        return (x, Array.ConvertAll(last, each => Tensor.Stack(each)));
    }

    Tensor[] FirstStates(Tensor[]? states, long batch, bool isSingle, DType dtype)
    {
        var sizes = StateSizes;
        if (states is null) return Array.ConvertAll(sizes, size => Tensor.Zeros([_weights.Length, batch, size], dtype));
        for (var i = 0; i < states.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(states[i]);
            Checks.Type(this, "first state", states[i], _weights[0].WeightIh);
            var wanted = isSingle ? new Shape([_weights.Length, sizes[i]]) : new Shape([_weights.Length, batch, sizes[i]]);
            if (states[i].Shape != wanted)
                throw new ArgumentException($"{this}: a first state must have the shape {wanted}, and has {states[i].Shape}.");
        }
        return isSingle ? Array.ConvertAll(states, state => state.Unsqueeze(1)) : states;
    }
}
