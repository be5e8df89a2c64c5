namespace Adjoint.Nn;

/// <summary>One step of long short-term memory. See <see cref="LSTM"/>.</summary>
public sealed partial class LSTMCell : RecurrentCell<(Tensor Hidden, Tensor Cell)?, (Tensor Hidden, Tensor Cell)>
{
    /// <summary>Makes a cell with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="inputSize">The size of the last dimension of the input, [batch, size] or [size].</param>
    /// <param name="hiddenSize">The size of the cells.</param>
    /// <param name="bias">Whether biases are added.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not possible.</exception>
    public LSTMCell(long inputSize, long hiddenSize, bool bias = true, DType dtype = DType.Float32)
        : base(inputSize, hiddenSize, bias, gates: 4, dtype) { }

    /// <summary>The states after a step from zeros.</summary>
    public (Tensor Hidden, Tensor Cell) Call(Tensor input) => Call(input, null);

    /// <inheritdoc/>
    protected override (Tensor Hidden, Tensor Cell) Forward(Tensor first, (Tensor Hidden, Tensor Cell)? second)
    {
        var (input, product) = Products(first, State(first, second?.Hidden));
        return (input + product).LstmStep(State(first, second?.Cell));
    }
}
