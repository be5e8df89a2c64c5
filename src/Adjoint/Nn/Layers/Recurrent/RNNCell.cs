namespace Adjoint.Nn;

/// <summary>One step of a plain recurrent network: h' = tanh(x Wᵀ + b + h Uᵀ + c), or with ReLU. See <see cref="RNN"/>.</summary>
public sealed partial class RNNCell : RecurrentCell<Tensor?, Tensor>
{
    /// <summary>Makes a cell with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="inputSize">The size of the last dimension of the input, [batch, size] or [size].</param>
    /// <param name="hiddenSize">The size of the state.</param>
    /// <param name="bias">Whether b and c are added.</param>
    /// <param name="nonlinearity"><see cref="Nonlinearity.Tanh"/> or <see cref="Nonlinearity.ReLU"/>.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or the nonlinearity is not possible.</exception>
    public RNNCell(
        long inputSize, long hiddenSize, bool bias = true, Nonlinearity nonlinearity = Nonlinearity.Tanh, DType dtype = DType.Float32)
        : base(inputSize, hiddenSize, bias, gates: 1, dtype) => Nonlinearity = Check(TypeName, nonlinearity);

    /// <summary>What the sum goes through.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>The state after a step from zeros.</summary>
    public Tensor Call(Tensor input) => Call(input, null);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor first, Tensor? second)
    {
        var (input, product) = Products(first, State(first, second));
        return Nonlinearity == Nonlinearity.ReLU ? (input + product).Relu() : (input + product).Tanh();
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => base.ExtraRepr() + (Nonlinearity == Nonlinearity.ReLU ? ", nonlinearity=relu" : "");

    internal static Nonlinearity Check(string of, Nonlinearity nonlinearity) => nonlinearity is Nonlinearity.Tanh or Nonlinearity.ReLU
        ? nonlinearity
        : throw new ArgumentOutOfRangeException(
            nameof(nonlinearity), nonlinearity, $"{of}: the nonlinearity is Tanh or ReLU, not {nonlinearity}.");
}
