namespace Adjoint.Nn;

/// <summary>x, limited to a range.</summary>
/// <param name="minVal">The lower limit.</param>
/// <param name="maxVal">The upper limit.</param>
public sealed class Hardtanh(double minVal = -1, double maxVal = 1) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Hardtanh(x, minVal, maxVal);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"min_val={Repr.Of(minVal)}, max_val={Repr.Of(maxVal)}";
}

public static partial class Functional
{
    /// <summary>x, limited to a range.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="minVal">The lower limit.</param>
    /// <param name="maxVal">The upper limit.</param>
    public static Tensor Hardtanh(Tensor input, double minVal = -1, double maxVal = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Hardtanh(minVal, maxVal);
    }
}
