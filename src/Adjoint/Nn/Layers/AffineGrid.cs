namespace Adjoint.Nn;

public static partial class Functional
{
    /// <summary>
    /// The places at which an image is to be read by <see cref="GridSample"/> to be moved, turned and stretched:
    /// <c>grid[n, h, w] = θ[n] (x, y, 1)</c> for the place (x, y) of each pixel, with x and y from -1 to 1.
    /// </summary>
    /// <param name="theta">θ: [N, 2, 3], or [N, 3, 4] for images of three dimensions.</param>
    /// <param name="size">The shape of the images that are wanted: [N, C, H, W], or [N, C, D, H, W].</param>
    /// <param name="alignCorners">Whether -1 and 1 are the middles of the first and the last pixel, rather than the borders
    /// around them.</param>
    /// <returns>[N, H, W, 2], or [N, D, H, W, 3].</returns>
    /// <exception cref="ArgumentException">Shapes do not fit together, or θ is not floating-point.</exception>
    public static Tensor AffineGrid(Tensor theta, Shape size, bool alignCorners = false)
    {
        ArgumentNullException.ThrowIfNull(theta);
        Checks.Floating(nameof(AffineGrid), theta);
        var dims = size.Rank - 2;
        if (dims is not (2 or 3) || theta.Shape != new Shape([size[0], dims, dims + 1]))
            throw new ArgumentException(
                "AffineGrid: images [N, C, H, W] take theta of [N, 2, 3], and [N, C, D, H, W] take [N, 3, 4]; " +
                $"the shapes are {size} and {theta.Shape}.", nameof(theta));
        if (size.AsSpan()[2..].ContainsAnyInRange(long.MinValue, 0))
            throw new ArgumentException($"AffineGrid: the sizes of images must be positive, and are {size}.", nameof(size));
        var spatial = size.AsSpan()[2..].ToArray();
        var coordinates = Tensor.Meshgrid([.. spatial.Select(each => Middles(each, alignCorners))]);
        Tensor[] places = [.. coordinates.Reverse(), Tensor.Ones(new Shape(spatial), DType.Float64)];
        var all = Tensor.Stack(places, -1).To(theta.DType).Reshape(-1, dims + 1);
        return all.Matmul(theta.Transpose(1, 2)).Reshape([size[0], .. spatial, dims]);
    }

    // From -1 to 1: the middles of pixels, the first and the last of which touch the ends or stand on them.
    static Tensor Middles(long count, bool alignCorners)
    {
        if (count == 1) return Tensor.Zeros([1], DType.Float64);
        var ends = alignCorners ? 1 : (count - 1.0) / count;
        return Tensor.Linspace(-ends, ends, count, DType.Float64);
    }
}
