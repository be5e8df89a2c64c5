namespace Adjoint.Nn;

/// <summary>
/// While training, sets whole channels to zero with probability p and scales the others by 1/(1-p): see <see cref="Functional.Dropout2d"/>.
/// </summary>
/// <param name="p">The probability of a channel to become zero.</param>
/// <remarks>J. Tompson et al., "Efficient Object Localization Using Convolutional Networks" (2015).</remarks>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
public sealed class Dropout2d(double p = 0.5) : DropoutBase(p)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Dropout2d(x, P, Training);
}

public static partial class Functional
{
    /// <summary>
    /// While <paramref name="training"/>, sets whole channels to zero with probability <paramref name="p"/>, each example's for itself,
    /// and scales the others by 1/(1-p).
    /// </summary>
    /// <param name="input">x: [N, C, H, W], or [N, C, L].</param>
    /// <param name="p">The probability of a channel to become zero.</param>
    /// <param name="training">Whether anything is dropped.</param>
    /// <exception cref="ArgumentException">The input has another number of dimensions or is not floating-point.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
    public static Tensor Dropout2d(Tensor input, double p = 0.5, bool training = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.DropoutChannels("Dropout2d", 4, p, training, isAlpha: false);
    }
}
