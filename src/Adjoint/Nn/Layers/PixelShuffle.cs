namespace Adjoint.Nn;

/// <summary>Makes images r times as high and wide out of r² channels each: see <see cref="Functional.PixelShuffle"/>.</summary>
/// <remarks>
/// W. Shi et al., "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network" (2016).
/// </remarks>
public sealed class PixelShuffle : Module
{
    /// <summary>Makes a layer.</summary>
    /// <param name="upscaleFactor">r.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="upscaleFactor"/> is not positive.</exception>
    public PixelShuffle(long upscaleFactor)
    {
        Checks.Positive("PixelShuffle", nameof(upscaleFactor), upscaleFactor);
        UpscaleFactor = upscaleFactor;
    }

    /// <summary>r.</summary>
    public long UpscaleFactor { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.PixelShuffle(x, UpscaleFactor);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"upscale_factor={UpscaleFactor}";
}

public static partial class Functional
{
    /// <summary>
    /// From [..., C r², H, W] to [..., C, H r, W r]: the channels c r² + i r + j are the elements at rows i and columns j of the
    /// blocks of channel c.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than three dimensions, or r² does not divide the channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="upscaleFactor"/>, r, is not positive.</exception>
    public static Tensor PixelShuffle(Tensor input, long upscaleFactor)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Positive(nameof(PixelShuffle), nameof(upscaleFactor), upscaleFactor);
        var r = upscaleFactor;
        if (input.Rank < 3 || input.Size(-3) % (r * r) != 0)
            throw new ArgumentException(
                $"PixelShuffle: the input must be [..., channels, height, width] with channels divisible by {r * r}, " +
                $"and its shape is {input.Shape}.", nameof(input));
        var (outer, c, h, w) = (input.Shape.ToArray()[..^3], input.Size(-3) / (r * r), input.Size(-2), input.Size(-1));
        var blocks = input.Reshape([Shape.CountOf(outer), c, r, r, h, w]);
        return blocks.Permute(0, 1, 4, 2, 5, 3).Reshape([.. outer, c, h * r, w * r]);
    }
}
