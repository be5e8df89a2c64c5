namespace Adjoint.Nn;

public static partial class Functional
{
    /// <summary>
    /// Images read at the places of a grid. A place is (x, y), or (x, y, z): -1 is the left, upper or front end of the image and 1 the
    /// other one. With <see cref="AffineGrid"/> this is a spatial transformer.
    /// </summary>
    /// <param name="input">Images [N, C, H, W], or [N, C, D, H, W].</param>
    /// <param name="grid">Places [N, H', W', 2], or [N, D', H', W', 3].</param>
    /// <param name="mode">How elements in between are made up: <see cref="InterpolationMode.Bilinear"/> (along three dimensions where the
    /// images have these), <see cref="InterpolationMode.Nearest"/>, or <see cref="InterpolationMode.Bicubic"/> for [N, C, H, W].</param>
    /// <param name="paddingMode">What stands outside of an image.</param>
    /// <param name="alignCorners">Whether -1 and 1 are the middles of the first and the last element, rather than the borders
    /// around them.</param>
    /// <returns>[N, C, H', W'], or [N, C, D', H', W'].</returns>
    /// <remarks>M. Jaderberg et al., "Spatial Transformer Networks" (2015).</remarks>
    /// <exception cref="ArgumentException">Shapes, types and mode do not fit together.</exception>
    public static Tensor GridSample(
        Tensor input, Tensor grid, InterpolationMode mode = InterpolationMode.Bilinear, GridPaddingMode paddingMode = GridPaddingMode.Zeros,
        bool alignCorners = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.GridSampled(grid, mode, paddingMode, alignCorners);
    }
}
