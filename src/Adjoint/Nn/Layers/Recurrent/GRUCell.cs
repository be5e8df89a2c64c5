namespace Adjoint.Nn;

/// <summary>One step of gated recurrent units. See <see cref="GRU"/>.</summary>
public sealed partial class GRUCell : RecurrentCell<Tensor?, Tensor>
{
    /// <summary>Makes a cell with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="inputSize">The size of the last dimension of the input, [batch, size] or [size].</param>
    /// <param name="hiddenSize">The size of the state.</param>
    /// <param name="bias">Whether biases are added.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not possible.</exception>
    public GRUCell(long inputSize, long hiddenSize, bool bias = true, DType dtype = DType.Float32)
        : base(inputSize, hiddenSize, bias, gates: 3, dtype) { }

    /// <summary>The state after a step from zeros.</summary>
    public Tensor Call(Tensor input) => Call(input, null);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor first, Tensor? second)
    {
        var hidden = State(first, second);
        var (input, product) = Products(first, hidden);
        return input.GruStep(hidden, product);
    }
}
