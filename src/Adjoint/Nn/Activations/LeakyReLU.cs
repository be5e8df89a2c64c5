namespace Adjoint.Nn;

/// <summary>The leaky rectified linear unit: x where it is positive, elsewhere slope · x.</summary>
/// <param name="negativeSlope">The slope where x is negative.</param>
public sealed class LeakyReLU(double negativeSlope = 0.01) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.LeakyRelu(x, negativeSlope);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"negative_slope={Repr.Of(negativeSlope)}";
}

public static partial class Functional
{
    /// <summary>The leaky rectified linear unit: x where it is positive, elsewhere slope · x.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="negativeSlope">The slope where x is negative.</param>
    public static Tensor LeakyRelu(Tensor input, double negativeSlope = 0.01)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.LeakyRelu(negativeSlope);
    }
}
