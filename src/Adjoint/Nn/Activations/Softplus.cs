namespace Adjoint.Nn;

/// <summary>A smooth form of the rectified linear unit: log(1 + exp(β x)) / β, and x itself where β x exceeds a threshold.</summary>
/// <param name="beta">β: how sharp the bend is.</param>
/// <param name="threshold">From where on the function is x itself.</param>
public sealed class Softplus(double beta = 1, double threshold = 20) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Softplus(x, beta, threshold);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"beta={Repr.Of(beta)}, threshold={Repr.Of(threshold)}";
}

public static partial class Functional
{
    /// <summary>A smooth form of the rectified linear unit: log(1 + exp(β x)) / β, and x itself where β x exceeds a threshold.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="beta">β: how sharp the bend is.</param>
    /// <param name="threshold">From where on the function is x itself.</param>
    public static Tensor Softplus(Tensor input, double beta = 1, double threshold = 20)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Softplus(beta, threshold);
    }
}
