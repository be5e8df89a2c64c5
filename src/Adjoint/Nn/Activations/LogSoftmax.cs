namespace Adjoint.Nn;

/// <summary>The logarithm of the softmax: x minus the logarithm of the sum of eˣ along a dimension.</summary>
/// <param name="dim">The dimension along which the probabilities sum to 1.</param>
public sealed class LogSoftmax(int dim) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.LogSoftmax(x, dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}

public static partial class Functional
{
    /// <summary>The logarithm of the softmax: x minus the logarithm of the sum of eˣ along a dimension.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="dim">The dimension along which the probabilities sum to 1.</param>
    public static Tensor LogSoftmax(Tensor input, int dim)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.LogSoftmax(dim);
    }
}
