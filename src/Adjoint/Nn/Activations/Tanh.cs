namespace Adjoint.Nn;

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Tanh(x);
}

public static partial class Functional
{
    /// <summary>The hyperbolic tangent.</summary>
    public static Tensor Tanh(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Tanh();
    }
}
