namespace Adjoint.Nn;

/// <summary>Softmax: eˣ divided by the sum of eˣ along a dimension, so that the results are positive and sum to 1.</summary>
/// <param name="dim">The dimension along which the results sum to 1.</param>
public sealed class Softmax(int dim) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Softmax(x, dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}

public static partial class Functional
{
    /// <summary>Softmax: eˣ divided by the sum of eˣ along a dimension, so that the results are positive and sum to 1.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="dim">The dimension along which the results sum to 1.</param>
    public static Tensor Softmax(Tensor input, int dim)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Softmax(dim);
    }
}
