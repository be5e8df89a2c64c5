using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Resampling =>
    [
        Interpolated("nearest", t => F.Interpolate(t[0], size: 7), [2, 3, 5]),
        Interpolated("nearest scale", t => F.Interpolate(t[0], scaleFactor: (1.5, 0.5)), [2, 1, 5, 4]),
        Interpolated("nearest-exact", t => F.Interpolate(t[0], (3, 7), mode: InterpolationMode.NearestExact), [2, 2, 5, 4]),
        Interpolated("linear", t => F.Interpolate(t[0], 9, mode: InterpolationMode.Linear), [2, 3, 4], [1, 1, 1]),
        Interpolated("bilinear", t => F.Interpolate(t[0], (7, 3), mode: InterpolationMode.Bilinear), [2, 2, 5, 4], [1, 9, 2, 3]),
        Interpolated("bilinear corners", t => F.Interpolate(t[0], (1, 9), mode: InterpolationMode.Bilinear, alignCorners: true), [2, 2, 5, 4]),
        Interpolated("bilinear antialias", t => F.Interpolate(t[0], (3, 8), mode: InterpolationMode.Bilinear, antialias: true), [1, 2, 8, 5]),
        Interpolated("trilinear", t => F.Interpolate(t[0], scaleFactor: (2, 1.5, 0.6), mode: InterpolationMode.Trilinear), [1, 2, 2, 3, 5]),
        Interpolated("bicubic", t => F.Interpolate(t[0], (8, 3), mode: InterpolationMode.Bicubic), [2, 2, 5, 4]),
        Interpolated("bicubic antialias", t => F.Interpolate(t[0], scaleFactor: 0.4, mode: InterpolationMode.Bicubic, antialias: true), [1, 2, 8, 7]),
        Interpolated("area", t => F.Interpolate(t[0], (3, 7), mode: InterpolationMode.Area), [1, 2, 5, 4]),
        Sampled("bilinear", [2, 3, 4, 5], [2, 3, 4, 2]),
        Sampled("bilinear border", [2, 2, 4, 5], [2, 3, 4, 2], GridPaddingMode.Border),
        Sampled("bilinear reflection", [1, 2, 4, 5], [1, 3, 40, 2], GridPaddingMode.Reflection, alignCorners: true),
        Sampled("trilinear", [2, 2, 3, 4, 5], [2, 2, 1, 3, 3], GridPaddingMode.Reflection),
        Sampled("bicubic", [2, 2, 4, 5], [2, 3, 4, 2], mode: InterpolationMode.Bicubic),
        Sampled("bicubic border", [1, 2, 4, 5], [1, 3, 4, 2], GridPaddingMode.Border, InterpolationMode.Bicubic, alignCorners: true),
        new("GridSample nearest", t => F.GridSample(t[0], t[1].Detach(), InterpolationMode.Nearest),
            d => [d.Uniform([2, 2, 4, 5]), d.Uniform([2, 3, 4, 2], -1.2, 1.2)]) { Halves = false },
        new("AffineGrid", t => F.AffineGrid(t[0], [2, 3, 4, 5]), d => [d.Uniform([2, 2, 3])]) { Slack = 32 },
        new("AffineGrid space", t => F.AffineGrid(t[0], [1, 3, 2, 1, 4], alignCorners: true), d => [d.Uniform([1, 3, 4])]) { Slack = 32 },
        new("PixelShuffle", t => F.PixelShuffle(t[0], 2), d => [d.Uniform([2, 8, 2, 3])], d => [d.Uniform([4, 0, 1])])
        { Integers = Integers.Kept, IsView = true },
        new("PixelUnshuffle", t => F.PixelUnshuffle(t[0], 2), d => [d.Uniform([2, 2, 4, 6])]) { Integers = Integers.Kept, IsView = true },
        new("ChannelShuffle", t => F.ChannelShuffle(t[0], 2), d => [d.Uniform([2, 4, 3])]) { Integers = Integers.Kept, IsView = true },
        new("Unfold", t => F.Unfold(t[0], (2, 3), padding: 1, stride: (2, 1)), d => [d.Uniform([2, 3, 4, 5])], d => [d.Uniform([1, 3, 3])]),
        new("Unfold dilation", t => F.Unfold(t[0], 3, 2, (2, 0), 3), d => [d.Uniform([1, 2, 7, 6])]),
        new("Fold", t => F.Fold(t[0], (4, 5), 3, padding: 1, stride: (1, 2)), d => [d.Uniform([2, 18, 12])], d => [d.Uniform([9, 12])]) { Slack = 16 },
        new("LPPool3d", t => F.LPPool3d(t[0], 3, 2), d => [d.Uniform([1, 2, 4, 2, 3], 0.5, 2)]) { Slack = 64, Halves = false },
        new("FractionalMaxPool2d", t => F.FractionalMaxPool2d(t[0], 2, (3, 4), randomSamples: Samples([2, 2, 2])), d => [d.Uniform([2, 2, 7, 9])]),
        new("FractionalMaxPool3d", t => F.FractionalMaxPool3d(t[0], 2, outputRatio: 0.5, randomSamples: Samples([1, 2, 3])), d => [d.Uniform([2, 6, 7, 5])]),
    ];

    static Tensor Samples(Shape shape) => new Draw().Uniform(shape, 0, 1);

    static Operation Interpolated(string name, Func<Tensor[], Tensor> call, params long[][] shapes) =>
        new($"Interpolate {name}", call, [.. shapes.Select(shape => (Func<Draw, Tensor[]>)(d => [d.Uniform(Shape.Create(shape))]))]) { Slack = 16 };

    // Half types round the places too much.
    static Operation Sampled(
        string name, long[] x, long[] grid, GridPaddingMode padding = GridPaddingMode.Zeros, InterpolationMode mode = InterpolationMode.Bilinear,
        bool alignCorners = false) =>
        new($"GridSample {name}", t => F.GridSample(t[0], t[1], mode, padding, alignCorners),
            d => [d.Uniform(Shape.Create(x)), d.Uniform(Shape.Create(grid), -1.4, 1.4)])
        { Slack = 128, Halves = false };
}
