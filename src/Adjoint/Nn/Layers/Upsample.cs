namespace Adjoint.Nn;

/// <summary>Gives images another size: see <see cref="Functional.Interpolate"/>.</summary>
public class Upsample : Module
{
    readonly Sizes? _size;
    readonly ScaleFactors? _scaleFactor;
    readonly InterpolationMode _mode;
    readonly bool _alignCorners, _recomputeScaleFactor;

    /// <summary>Makes a layer.</summary>
    /// <inheritdoc cref="Functional.Interpolate" path="/param"/>
    /// <exception cref="ArgumentException">Neither a size nor a factor is given, or both, or one is not positive.</exception>
    public Upsample(
        Sizes? size = null, ScaleFactors? scaleFactor = null, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false,
        bool recomputeScaleFactor = false)
    {
        if (size is null == scaleFactor is null)
            throw new ArgumentException($"{TypeName}: either size or scaleFactor must be given, and one of them only.");
        if (size is { } sizes && sizes.AsSpan().ContainsAnyInRange(long.MinValue, 0))
            throw new ArgumentException($"{TypeName}: size must be positive, and is {sizes}.", nameof(size));
        if (scaleFactor is { } factors) factors.Expand(factors.AsSpan().Length, TypeName);
        (_size, _scaleFactor, _mode, _alignCorners, _recomputeScaleFactor) = (size, scaleFactor, mode, alignCorners, recomputeScaleFactor);
    }

    /// <inheritdoc/>
    protected sealed override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Interpolated(this, _size, _scaleFactor, _mode, _alignCorners, _recomputeScaleFactor, antialias: false);
    }

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() =>
        $"{(_scaleFactor is { } factor ? $"scale_factor={factor}" : $"size={_size}")}, " +
        $"mode='{(_mode == InterpolationMode.NearestExact ? "nearest-exact" : _mode.ToString().ToLowerInvariant())}'";
}

public static partial class Functional
{
    /// <summary>
    /// An image of another size. Along each spatial dimension the new element i stands at the place (i + 1/2) s - 1/2 of the old ones,
    /// with s = old size / new size, or 1 / factor where one is given, or at i (old - 1) / (new - 1) where corners are aligned; it is
    /// made up of those around that place as the mode says. Gradients flow back with the same weights.
    /// </summary>
    /// <param name="input">x: [N, C, ...] with one to three spatial dimensions; the mode may need a certain number.</param>
    /// <param name="size">The new spatial sizes.</param>
    /// <param name="scaleFactor">How much larger they are than the old ones; what is left of a fraction is cut off.</param>
    /// <param name="mode">How elements are made up.</param>
    /// <param name="alignCorners">Whether the first and the last element keep their places, rather than the borders around them;
    /// not for nearest and area.</param>
    /// <param name="recomputeScaleFactor">Whether places go by the ratio of the sizes and not by the factor they were
    /// computed with.</param>
    /// <param name="antialias">Whether each element takes part of all that it covers where the image becomes smaller;
    /// bilinear and bicubic only.</param>
    /// <exception cref="ArgumentException">Shape, type and options do not fit together, or a size or factor is not positive.</exception>
    public static Tensor Interpolate(
        Tensor input, Sizes? size = null, ScaleFactors? scaleFactor = null, InterpolationMode mode = InterpolationMode.Nearest,
        bool alignCorners = false, bool recomputeScaleFactor = false, bool antialias = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Interpolated(nameof(Interpolate), size, scaleFactor, mode, alignCorners, recomputeScaleFactor, antialias);
    }
}
