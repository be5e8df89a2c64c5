namespace Adjoint.Nn;

/// <summary>Softsign: x / (1 + |x|).</summary>
public sealed class Softsign : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Softsign(x);
}

public static partial class Functional
{
    /// <summary>Softsign: x / (1 + |x|).</summary>
    public static Tensor Softsign(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Softsign();
    }
}
