namespace Adjoint.Nn;

/// <summary>The sigmoid linear unit, also called swish: x σ(x).</summary>
public sealed class SiLU : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Silu(x);
}

public static partial class Functional
{
    /// <summary>The sigmoid linear unit, also called swish: x σ(x).</summary>
    public static Tensor Silu(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Silu();
    }
}
