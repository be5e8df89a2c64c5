namespace Adjoint.Nn;

/// <summary>The rectified linear unit, cut off at 6: min(max(x, 0), 6).</summary>
public sealed class ReLU6 : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Relu6(x);
}

public static partial class Functional
{
    /// <summary>The rectified linear unit, cut off at 6: min(max(x, 0), 6).</summary>
    public static Tensor Relu6(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Relu6();
    }
}
