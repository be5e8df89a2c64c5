namespace Adjoint.Nn;

/// <summary>
/// Long short-term memory: i, f, o = σ(x Wᵀ + h Uᵀ), g = tanh(x Wᵀ + h Uᵀ), c' = f c + i g, h' = o tanh c', each with weights and
/// biases of its own; with a projection, h' is multiplied by a matrix besides.
/// </summary>
/// <remarks>
/// Inputs are [length, batch, size], with <c>batchFirst</c> [batch, length, size], or [length, size]; outputs likewise. States are
/// [layers * directions, batch, hidden]. Sources: S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory" (1997); for
/// projections, H. Sak et al., "Long Short-Term Memory Based Recurrent Neural Network Architectures" (2014).
/// </remarks>
public sealed class LSTM : RecurrentModule<(Tensor Hidden, Tensor Cell)?, (Tensor Hidden, Tensor Cell)>
{
    /// <summary>Makes layers with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="inputSize">The size of the last dimension of the input.</param>
    /// <param name="hiddenSize">The size of the cells.</param>
    /// <param name="numLayers">How many layers there are.</param>
    /// <param name="bias">Whether biases are added.</param>
    /// <param name="batchFirst">Whether the batch is the first dimension of inputs and outputs.</param>
    /// <param name="dropout">The probability of an element to be dropped between layers while training.</param>
    /// <param name="bidirectional">Whether each layer reads in both directions.</param>
    /// <param name="projSize">The size hidden states are projected to; 0 for no projection.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or the probability is not possible.</exception>
    public LSTM(
        long inputSize, long hiddenSize, int numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, long projSize = 0, DType dtype = DType.Float32)
        : base(inputSize, hiddenSize, numLayers, gates: 4, bias, batchFirst, dropout, bidirectional, projSize, dtype)
    {
    }

    private protected override long[] StateSizes => [StateSize, HiddenSize];

    private protected override Tensor[]? Parts((Tensor Hidden, Tensor Cell)? states) =>
        states is var (hidden, cell) ? [hidden, cell] : null;

    private protected override (Tensor Hidden, Tensor Cell) Whole(Tensor[] states) => (states[0], states[1]);

    private protected override (Tensor Output, Tensor[] States) Direction(
        Tensor x, RecurrentWeights weights, Tensor[] states, long[] steps, bool isReversed)
    {
        var input = weights.Input(x, bothBiases: true);
        var (output, hidden, cell) = weights.WeightHr is { } projection
            ? input.ProjectedLstm(weights.WeightHh, states[0], states[1], projection, steps, isReversed)
            : input.Lstm(weights.WeightHh, states[0], states[1], steps, isReversed);
        return (output, [hidden, cell]);
    }
}
