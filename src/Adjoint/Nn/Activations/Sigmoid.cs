namespace Adjoint.Nn;

/// <summary>The sigmoid: 1 / (1 + e⁻ˣ).</summary>
public sealed class Sigmoid : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Sigmoid(x);
}

public static partial class Functional
{
    /// <summary>The sigmoid: 1 / (1 + e⁻ˣ).</summary>
    public static Tensor Sigmoid(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Sigmoid();
    }
}
