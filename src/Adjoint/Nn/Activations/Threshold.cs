namespace Adjoint.Nn;

/// <summary>x where it exceeds a threshold, and a value in the place of the others.</summary>
/// <param name="threshold">The threshold.</param>
/// <param name="value">What stands in the place of what does not exceed it.</param>
public sealed class Threshold(double threshold, double value) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Threshold(x, threshold, value);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"threshold={Repr.Of(threshold)}, value={Repr.Of(value)}";
}

public static partial class Functional
{
    /// <summary>x where it exceeds a threshold, and a value in the place of the others.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="value">What stands in the place of what does not exceed it.</param>
    public static Tensor Threshold(Tensor input, double threshold, double value)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Threshold(threshold, value);
    }
}
