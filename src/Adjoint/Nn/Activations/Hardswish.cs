namespace Adjoint.Nn;

/// <summary>x times a sigmoid of three straight lines: x (x / 6 + 1/2), where the second factor is limited to 0 and 1.</summary>
public sealed class Hardswish : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Hardswish(x);
}

public static partial class Functional
{
    /// <summary>x times a sigmoid of three straight lines: x (x / 6 + 1/2), where the second factor is limited to 0 and 1.</summary>
    public static Tensor Hardswish(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Hardswish();
    }
}
