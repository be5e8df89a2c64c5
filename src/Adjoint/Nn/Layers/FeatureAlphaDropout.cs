namespace Adjoint.Nn;

/// <summary><see cref="AlphaDropout"/> of whole channels: see <see cref="Functional.FeatureAlphaDropout"/>.</summary>
/// <param name="p">The probability of a channel to be dropped.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
public sealed class FeatureAlphaDropout(double p = 0.5) : DropoutBase(p)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.FeatureAlphaDropout(x, P, Training);
}

public static partial class Functional
{
    /// <summary><see cref="AlphaDropout"/> of whole channels of [N, C, ...], each example's for itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">The input has fewer than two dimensions or is not floating-point.</exception>
    public static Tensor FeatureAlphaDropout(Tensor input, double p = 0.5, bool training = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.DropoutChannels(nameof(FeatureAlphaDropout), channelsRank: 0, p, training, isAlpha: true);
    }
}
