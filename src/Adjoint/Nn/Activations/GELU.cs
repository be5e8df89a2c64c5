namespace Adjoint.Nn;

/// <summary>The Gaussian error linear unit: x Φ(x), where Φ is the distribution function of the normal distribution.</summary>
/// <param name="approximate">Whether Φ is exact or approximated by a hyperbolic tangent.</param>
public sealed class GELU(GeluApproximation approximate = GeluApproximation.None) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Gelu(x, approximate);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"approximate='{(approximate == GeluApproximation.Tanh ? "tanh" : "none")}'";
}

public static partial class Functional
{
    /// <summary>The Gaussian error linear unit: x Φ(x), where Φ is the distribution function of the normal distribution.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="approximate">Whether Φ is exact or approximated by a hyperbolic tangent.</param>
    public static Tensor Gelu(Tensor input, GeluApproximation approximate = GeluApproximation.None)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Gelu(approximate);
    }
}
