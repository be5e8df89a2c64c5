namespace Adjoint.Nn;

/// <summary>Makes r² channels of each channel, a row and a column in r: the opposite of <see cref="PixelShuffle"/>.</summary>
public sealed class PixelUnshuffle : Module
{
    /// <summary>Makes a layer.</summary>
    /// <param name="downscaleFactor">r.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="downscaleFactor"/> is not positive.</exception>
    public PixelUnshuffle(long downscaleFactor)
    {
        Checks.Positive("PixelUnshuffle", nameof(downscaleFactor), downscaleFactor);
        DownscaleFactor = downscaleFactor;
    }

    /// <summary>r.</summary>
    public long DownscaleFactor { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.PixelUnshuffle(x, DownscaleFactor);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"downscale_factor={DownscaleFactor}";
}

public static partial class Functional
{
    /// <summary>From [..., C, H r, W r] to [..., C r², H, W]: the opposite of <see cref="PixelShuffle"/>.</summary>
    /// <exception cref="ArgumentException">There are fewer than three dimensions, or r does not divide height and width.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="downscaleFactor"/>, r, is not positive.</exception>
    public static Tensor PixelUnshuffle(Tensor input, long downscaleFactor)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Positive(nameof(PixelUnshuffle), nameof(downscaleFactor), downscaleFactor);
        var r = downscaleFactor;
        if (input.Rank < 3 || input.Size(-2) % r != 0 || input.Size(-1) % r != 0)
            throw new ArgumentException(
                $"PixelUnshuffle: the input must be [..., channels, height, width] with height and width divisible by {r}, " +
                $"and its shape is {input.Shape}.", nameof(input));
        var (outer, c, h, w) = (input.Shape.ToArray()[..^3], input.Size(-3), input.Size(-2) / r, input.Size(-1) / r);
        var blocks = input.Reshape([Shape.CountOf(outer), c, h, r, w, r]);
        return blocks.Permute(0, 1, 3, 5, 2, 4).Reshape([.. outer, c * r * r, h, w]);
    }
}
