namespace Adjoint.Nn;

/// <summary>The scaled exponential linear unit: λ x where x is positive, elsewhere λ α (eˣ - 1), with λ ≈ 1.0507 and α ≈ 1.6733.</summary>
public sealed class SELU : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Selu(x);
}

public static partial class Functional
{
    /// <summary>
    /// The scaled exponential linear unit: λ x where x is positive, elsewhere λ α (eˣ - 1), with λ ≈ 1.0507 and α ≈ 1.6733.
    /// </summary>
    public static Tensor Selu(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Selu();
    }
}
