namespace Adjoint.Nn;

/// <summary>What stands between the two linear maps of a transformer's layer.</summary>
public enum TransformerActivation
{
    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>x Φ(x).</summary>
    GELU,
}
