namespace Adjoint.Nn;

/// <summary>A sigmoid of three straight lines: x / 6 + 1/2, limited to 0 and 1.</summary>
public sealed class Hardsigmoid : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Hardsigmoid(x);
}

public static partial class Functional
{
    /// <summary>A sigmoid of three straight lines: x / 6 + 1/2, limited to 0 and 1.</summary>
    public static Tensor Hardsigmoid(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Hardsigmoid();
    }
}
