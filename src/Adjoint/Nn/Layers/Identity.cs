namespace Adjoint.Nn;

/// <summary>Hands its input through: a placeholder where a layer may be left out.</summary>
public sealed class Identity : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x;
}
