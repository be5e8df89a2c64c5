namespace Adjoint.Nn;

/// <summary>A plain recurrent network: h' = tanh(x Wᵀ + b + h Uᵀ + c), or with ReLU.</summary>
/// <remarks>
/// Inputs are [length, batch, size], with <c>batchFirst</c> [batch, length, size], or [length, size]; outputs likewise. States are
/// [layers * directions, batch, hidden]. Source: J. Elman, "Finding Structure in Time" (1990).
/// </remarks>
public sealed class RNN : RecurrentModule<Tensor?, Tensor>
{
    /// <summary>Makes layers with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="inputSize">The size of the last dimension of the input.</param>
    /// <param name="hiddenSize">The size of the state.</param>
    /// <param name="numLayers">How many layers there are.</param>
    /// <param name="nonlinearity"><see cref="Nonlinearity.Tanh"/> or <see cref="Nonlinearity.ReLU"/>.</param>
    /// <param name="bias">Whether b and c are added.</param>
    /// <param name="batchFirst">Whether the batch is the first dimension of inputs and outputs.</param>
    /// <param name="dropout">The probability of an element to be dropped between layers while training.</param>
    /// <param name="bidirectional">Whether each layer reads in both directions.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size, the probability or the nonlinearity is not possible.</exception>
    public RNN(
        long inputSize, long hiddenSize, int numLayers = 1, Nonlinearity nonlinearity = Nonlinearity.Tanh, bool bias = true,
        bool batchFirst = false, double dropout = 0, bool bidirectional = false, DType dtype = DType.Float32)
        : base(inputSize, hiddenSize, numLayers, gates: 1, bias, batchFirst, dropout, bidirectional, projSize: 0, dtype) =>
        Nonlinearity = RNNCell.Check(TypeName, nonlinearity);

    /// <summary>What the sums go through.</summary>
    public Nonlinearity Nonlinearity { get; }

    private protected override Tensor[]? Parts(Tensor? states) => states is null ? null : [states];

    private protected override Tensor Whole(Tensor[] states) => states[0];

    private protected override (Tensor Output, Tensor[] States) Direction(
        Tensor x, RecurrentWeights weights, Tensor[] states, long[] steps, bool isReversed)
    {
        var (output, hidden) = weights.Input(x, bothBiases: true).Rnn(
            weights.WeightHh, states[0], Nonlinearity == Nonlinearity.ReLU, steps, isReversed);
        return (output, [hidden]);
    }
}
