namespace Adjoint.Nn;

/// <summary>The rectified linear unit: max(x, 0).</summary>
public sealed class ReLU : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Relu(x);
}

public static partial class Functional
{
    /// <summary>The rectified linear unit: max(x, 0).</summary>
    public static Tensor Relu(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Relu();
    }
}
