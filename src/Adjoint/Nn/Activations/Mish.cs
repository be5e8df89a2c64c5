namespace Adjoint.Nn;

/// <summary>Mish: x tanh(log(1 + eˣ)).</summary>
public sealed class Mish : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Mish(x);
}

public static partial class Functional
{
    /// <summary>Mish: x tanh(log(1 + eˣ)).</summary>
    public static Tensor Mish(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Mish();
    }
}
