namespace Adjoint.Nn;

/// <summary>The exponential linear unit: x where it is positive, elsewhere α (eˣ - 1).</summary>
/// <param name="alpha">α: the negative of the limit for large negative x.</param>
public sealed class ELU(double alpha = 1) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Elu(x, alpha);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"alpha={Repr.Of(alpha)}";
}

public static partial class Functional
{
    /// <summary>The exponential linear unit: x where it is positive, elsewhere α (eˣ - 1).</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="alpha">α: the negative of the limit for large negative x.</param>
    public static Tensor Elu(Tensor input, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Elu(alpha);
    }
}
