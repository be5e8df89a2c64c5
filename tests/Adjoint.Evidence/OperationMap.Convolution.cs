using F = Adjoint.Nn.Functional;

namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Convolutions => new()
    {
        ["nn.functional.conv1d"] = c => F.Conv1d(c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Padding(c, 4), One(c, 5, "dilation"), c.L(6, "groups", 1)),
        ["nn.functional.conv2d"] = c => F.Conv2d(c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Padding(c, 4), One(c, 5, "dilation"), c.L(6, "groups", 1)),
        ["nn.functional.conv_transpose1d"] = c => F.ConvTranspose1d(c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Zero(c, 4, "padding"), Zero(c, 5, "output_padding"), c.L(6, "groups", 1), One(c, 7, "dilation")),
        ["nn.functional.conv_transpose2d"] = c => F.ConvTranspose2d(c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Zero(c, 4, "padding"), Zero(c, 5, "output_padding"), c.L(6, "groups", 1), One(c, 7, "dilation")),
        ["nn.functional.conv_transpose3d"] = c => F.ConvTranspose3d(c.X, c.T(1, "weight"), c.MaybeT(2, "bias"), One(c, 3, "stride"), Zero(c, 4, "padding"), Zero(c, 5, "output_padding"), c.L(6, "groups", 1), One(c, 7, "dilation")),
        ["constant_pad_nd"] = c => F.Pad(c.X, c.Ls(1, "pad"), value: c.D(2, "value", 0)),
        ["nn.functional.pad.constant"] = Pad,
        ["nn.functional.pad.circular"] = Pad,
        ["nn.functional.pad.reflect"] = Pad,
        ["nn.functional.pad.replicate"] = Pad,
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
