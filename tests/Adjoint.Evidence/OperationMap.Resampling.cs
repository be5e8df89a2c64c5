using F = Adjoint.Nn.Functional;

namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Resampling => new()
    {
        ["nn.functional.interpolate.nearest"] = Interpolate,
        ["nn.functional.interpolate.linear"] = Interpolate,
        ["nn.functional.interpolate.bilinear"] = Interpolate,
        ["nn.functional.interpolate.trilinear"] = Interpolate,
        ["nn.functional.interpolate.bicubic"] = Interpolate,
        ["nn.functional.upsample_nearest"] = c => F.Interpolate(c.X, Maybe(c, 1, "size"), Factors(c, 2)),
        ["nn.functional.upsample_bilinear"] = c => F.Interpolate(c.X, Maybe(c, 1, "size"), Factors(c, 2), InterpolationMode.Bilinear, alignCorners: true),
        ["nn.functional.grid_sample"] = c => F.GridSample(c.X, c.T(1, "grid"), Enum.Parse<InterpolationMode>(c.Text(2, "mode")!, ignoreCase: true),
            Enum.Parse<GridPaddingMode>(c.Text(3, "padding_mode")!, ignoreCase: true), c.B(4, "align_corners")),
        ["nn.functional.pixel_shuffle"] = c => F.PixelShuffle(c.X, c.L(1, "upscale_factor")),
    };

    static object Interpolate(Call c) =>
        F.Interpolate(c.X, Maybe(c, 1, "size"), Factors(c, 2), Enum.Parse<InterpolationMode>(c.Text(3, "mode")!, ignoreCase: true), c.B(4, "align_corners"));

    static ScaleFactors? Factors(Call c, int position) => c.MaybeD(position, "scale_factor") is { } factor ? factor : null;
}
