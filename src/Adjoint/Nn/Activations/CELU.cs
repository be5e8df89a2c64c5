namespace Adjoint.Nn;

/// <summary>The continuously differentiable exponential linear unit: x where it is positive, elsewhere α (eˣᐟᵅ - 1).</summary>
/// <param name="alpha">α: the negative of the limit for large negative x.</param>
public sealed class CELU(double alpha = 1) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Celu(x, alpha);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"alpha={Repr.Of(alpha)}";
}

public static partial class Functional
{
    /// <summary>The continuously differentiable exponential linear unit: x where it is positive, elsewhere α (eˣᐟᵅ - 1).</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="alpha">α: the negative of the limit for large negative x.</param>
    public static Tensor Celu(Tensor input, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Celu(alpha);
    }
}
