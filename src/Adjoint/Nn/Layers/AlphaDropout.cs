namespace Adjoint.Nn;

/// <summary>
/// Dropout for networks of <see cref="SELU"/>: what is dropped becomes the value of SELU at minus infinity, and all is scaled and
/// moved so that mean 0 and variance 1 stay: see <see cref="Functional.AlphaDropout"/>.
/// </summary>
/// <param name="p">The probability of an element to be dropped.</param>
/// <remarks>G. Klambauer et al., "Self-Normalizing Neural Networks" (2017).</remarks>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
public sealed class AlphaDropout(double p = 0.5) : DropoutBase(p)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.AlphaDropout(x, P, Training);
}

public static partial class Functional
{
    /// <summary>
    /// While <paramref name="training"/>, y = a (x or, with probability <paramref name="p"/>, -α') + a α' p with α' = 1.7580993... and
    /// a = 1 / √((1 - p)(1 + p α'²)): of numbers with mean 0 and variance 1 come such again.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">The input is not floating-point.</exception>
    public static Tensor AlphaDropout(Tensor input, double p = 0.5, bool training = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.AlphaDropout(nameof(AlphaDropout), input.Shape, p, training);
    }
}
