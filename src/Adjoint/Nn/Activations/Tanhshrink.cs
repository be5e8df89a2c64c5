namespace Adjoint.Nn;

/// <summary>x less its hyperbolic tangent: x - tanh x.</summary>
public sealed class Tanhshrink : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Tanhshrink(x);
}

public static partial class Functional
{
    /// <summary>x less its hyperbolic tangent: x - tanh x.</summary>
    public static Tensor Tanhshrink(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Tanhshrink();
    }
}
