namespace Adjoint.Nn;

/// <summary>The softmax of -x: e⁻ˣ divided by the sum of e⁻ˣ along a dimension, so that small elements count most.</summary>
/// <param name="dim">The dimension along which the results sum to 1.</param>
public sealed class Softmin(int dim) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Softmin(x, dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}

public static partial class Functional
{
    /// <summary>The softmax of -x: e⁻ˣ divided by the sum of e⁻ˣ along a dimension, so that small elements count most.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="dim">The dimension along which the results sum to 1.</param>
    public static Tensor Softmin(Tensor input, int dim)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Floating(nameof(Softmin), input);
        Checks.Dimension(nameof(Softmin), nameof(dim), input, dim);
        return input.Softmin(dim);
    }
}
