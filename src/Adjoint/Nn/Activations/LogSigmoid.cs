namespace Adjoint.Nn;

/// <summary>The logarithm of the sigmoid: -log(1 + e⁻ˣ), computed so that nothing overflows.</summary>
public sealed class LogSigmoid : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.LogSigmoid(x);
}

public static partial class Functional
{
    /// <summary>The logarithm of the sigmoid: -log(1 + e⁻ˣ), computed so that nothing overflows.</summary>
    public static Tensor LogSigmoid(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.LogSigmoid();
    }
}
