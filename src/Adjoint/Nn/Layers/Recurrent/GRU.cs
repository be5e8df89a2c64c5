namespace Adjoint.Nn;

/// <summary>
/// Gated recurrent units: r = σ(x Wrᵀ + h Urᵀ), z = σ(x Wzᵀ + h Uzᵀ), n = tanh(x Wnᵀ + r (h Unᵀ)), h' = (1 - z) n + z h, with a bias
/// beside each product.
/// </summary>
/// <remarks>
/// Inputs are [length, batch, size], with <c>batchFirst</c> [batch, length, size], or [length, size]; outputs likewise. States are
/// [layers * directions, batch, hidden]. Source: K. Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder" (2014).
/// </remarks>
public sealed class GRU : RecurrentModule<Tensor?, Tensor>
{
    /// <summary>Makes layers with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="inputSize">The size of the last dimension of the input.</param>
    /// <param name="hiddenSize">The size of the state.</param>
    /// <param name="numLayers">How many layers there are.</param>
    /// <param name="bias">Whether biases are added.</param>
    /// <param name="batchFirst">Whether the batch is the first dimension of inputs and outputs.</param>
    /// <param name="dropout">The probability of an element to be dropped between layers while training.</param>
    /// <param name="bidirectional">Whether each layer reads in both directions.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or the probability is not possible.</exception>
    public GRU(
        long inputSize, long hiddenSize, int numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, DType dtype = DType.Float32)
        : base(inputSize, hiddenSize, numLayers, gates: 3, bias, batchFirst, dropout, bidirectional, projSize: 0, dtype)
    {
    }

    private protected override Tensor[]? Parts(Tensor? states) => states is null ? null : [states];

    private protected override Tensor Whole(Tensor[] states) => states[0];

    private protected override (Tensor Output, Tensor[] States) Direction(
        Tensor x, RecurrentWeights weights, Tensor[] states, long[] steps, bool isReversed)
    {
        var (output, hidden) = weights.Input(x, bothBiases: false).Gru(weights.WeightHh, states[0], weights.BiasHh, steps, isReversed);
        return (output, [hidden]);
    }
}
