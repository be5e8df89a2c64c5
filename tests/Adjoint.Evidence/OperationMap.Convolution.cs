using F = Adjoint.Nn.Functional;

namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Convolutions => new()
    {
        ["nn.functional.conv1d"] =
            c => F.Conv1d(c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Padding(c, 4), One(c, 5, "dilation"), c.L(6, "groups", 1)),
        ["nn.functional.conv2d"] =
            c => F.Conv2d(c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Padding(c, 4), One(c, 5, "dilation"), c.L(6, "groups", 1)),
        ["nn.functional.conv_transpose1d"] = c => F.ConvTranspose1d(
            c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Zero(c, 4, "padding"), Zero(c, 5, "output_padding"),
            c.L(6, "groups", 1), One(c, 7, "dilation")),
        ["nn.functional.conv_transpose2d"] = c => F.ConvTranspose2d(
            c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Zero(c, 4, "padding"), Zero(c, 5, "output_padding"),
            c.L(6, "groups", 1), One(c, 7, "dilation")),
        ["nn.functional.conv_transpose3d"] = c => F.ConvTranspose3d(
            c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Zero(c, 4, "padding"), Zero(c, 5, "output_padding"),
            c.L(6, "groups", 1), One(c, 7, "dilation")),
        ["constant_pad_nd"] = c => F.Pad(c.X, c.Ls(1, "pad"), value: c.D(2, "value", 0)),
        ["nn.functional.pad.constant"] = Pad,
        ["nn.functional.pad.circular"] = Pad,
        ["nn.functional.pad.reflect"] = Pad,
        ["nn.functional.pad.replicate"] = Pad,
        ["nn.functional.max_pool1d"] = c => c.B(9, "return_indices")
            ? F.MaxPool1dWithIndices(c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), One(c, 4, "dilation"), c.B(5, "ceil_mode"))
            : F.MaxPool1d(c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), One(c, 4, "dilation"), c.B(5, "ceil_mode")),
        ["nn.functional.avg_pool1d"] = c =>
            F.AvgPool1d(c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), c.B(4, "ceil_mode"), c.B(5, "count_include_pad", true)),
        ["nn.functional.adaptive_avg_pool1d"] = c => F.AdaptiveAvgPool1d(c.X, Adaptive(c)),
        ["nn.functional.adaptive_max_pool1d"] =
            c => c.B(2, "return_indices") ? F.AdaptiveMaxPool1dWithIndices(c.X, Adaptive(c)) : F.AdaptiveMaxPool1d(c.X, Adaptive(c)),
        ["nn.functional.max_unpool1d"] =
            c => F.MaxUnpool1d(c.X, c.T(1, "indices"), One(c, 2, "kernel_size"), Maybe(c, 3, "stride"), Zero(c, 4, "padding"), Maybe(c, 5, "output_size")),
        ["nn.functional.max_unpool1d.grad"] =
            c => F.MaxUnpool1d(c.X, c.T(1, "indices"), One(c, 2, "kernel_size"), Maybe(c, 3, "stride"), Zero(c, 4, "padding"), Maybe(c, 5, "output_size")),
        ["nn.functional.max_pool2d"] = c => c.B(9, "return_indices")
            ? F.MaxPool2dWithIndices(c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), One(c, 4, "dilation"), c.B(5, "ceil_mode"))
            : F.MaxPool2d(c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), One(c, 4, "dilation"), c.B(5, "ceil_mode")),
        ["nn.functional.avg_pool2d"] = c => F.AvgPool2d(
            c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), c.B(4, "ceil_mode"), c.B(5, "count_include_pad", true), Divisor(c)),
        ["nn.functional.adaptive_avg_pool2d"] = c => F.AdaptiveAvgPool2d(c.X, Adaptive(c)),
        ["nn.functional.adaptive_max_pool2d"] =
            c => c.B(2, "return_indices") ? F.AdaptiveMaxPool2dWithIndices(c.X, Adaptive(c)) : F.AdaptiveMaxPool2d(c.X, Adaptive(c)),
        ["nn.functional.max_unpool2d"] =
            c => F.MaxUnpool2d(c.X, c.T(1, "indices"), One(c, 2, "kernel_size"), Maybe(c, 3, "stride"), Zero(c, 4, "padding"), Maybe(c, 5, "output_size")),
        ["nn.functional.max_unpool2d.grad"] =
            c => F.MaxUnpool2d(c.X, c.T(1, "indices"), One(c, 2, "kernel_size"), Maybe(c, 3, "stride"), Zero(c, 4, "padding"), Maybe(c, 5, "output_size")),
        ["nn.functional.max_pool3d"] = c => c.B(9, "return_indices")
            ? F.MaxPool3dWithIndices(c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), One(c, 4, "dilation"), c.B(5, "ceil_mode"))
            : F.MaxPool3d(c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), One(c, 4, "dilation"), c.B(5, "ceil_mode")),
        ["nn.functional.avg_pool3d"] = c => F.AvgPool3d(
            c.X, One(c, 1, "kernel_size"), Maybe(c, 2, "stride"), Zero(c, 3, "padding"), c.B(4, "ceil_mode"), c.B(5, "count_include_pad", true), Divisor(c)),
        ["nn.functional.adaptive_avg_pool3d"] = c => F.AdaptiveAvgPool3d(c.X, Adaptive(c)),
        ["nn.functional.adaptive_max_pool3d"] =
            c => c.B(2, "return_indices") ? F.AdaptiveMaxPool3dWithIndices(c.X, Adaptive(c)) : F.AdaptiveMaxPool3d(c.X, Adaptive(c)),
        ["nn.functional.max_unpool3d"] =
            c => F.MaxUnpool3d(c.X, c.T(1, "indices"), One(c, 2, "kernel_size"), Maybe(c, 3, "stride"), Zero(c, 4, "padding"), Maybe(c, 5, "output_size")),
        ["nn.functional.max_unpool3d.grad"] =
            c => F.MaxUnpool3d(c.X, c.T(1, "indices"), One(c, 2, "kernel_size"), Maybe(c, 3, "stride"), Zero(c, 4, "padding"), Maybe(c, 5, "output_size")),
    };

    static long? Divisor(Call c) => c.Has(6, "divisor_override") ? c.L(6, "divisor_override") : null;

    static AdaptiveSizes Adaptive(Call c) => c.At(1, "output_size") switch
    {
        long size => size,
        object?[] sizes => Array.ConvertAll(sizes, size => size as long?),
        var other => throw new MissingException($"output_size = {other}"),
    };

    static object Pad(Call c) => F.Pad(c.X, c.Ls(1, "pad"), c.Text(2, "mode") switch
    {
        "reflect" => PaddingMode.Reflect,
        "replicate" => PaddingMode.Replicate,
        "circular" => PaddingMode.Circular,
        _ => PaddingMode.Constant,
    }, c.D(3, "value", 0));

    static Sizes One(Call c, int position, string name) => Maybe(c, position, name) ?? 1;

    static Sizes Zero(Call c, int position, string name) => Maybe(c, position, name) ?? 0;

    // A number or a list of them; an empty list says nothing.
    static Sizes? Maybe(Call c, int position, string name) => c.At(position, name) switch
    {
        null or object?[] { Length: 0 } => null,
        long size => size,
        _ => Sizes.Create(c.Ls(position, name)),
    };

    static ConvPadding Padding(Call c, int position) => c.At(position, "padding") switch
    {
        "same" => ConvPadding.Same,
        "valid" => ConvPadding.Valid,
        _ => Zero(c, position, "padding"),
    };
}
