using Adjoint.Nn;

namespace Adjoint.Evidence.Suites;

/// <summary>From PyTorch's names of layers for images and sequences to the library's.</summary>
internal static class ImageModules
{
    // Convolutions are made from their printed form, which says everything about them.
    public static readonly Dictionary<string, Func<Signature, Module>> FromPrinted = new()
    {
        ["Conv1d"] = s => new Conv1d(In(s), Out(s), Kernel(s), s.Sizes(9, "stride"), Pads(s), s.Sizes(9, "dilation"), Groups(s), Bias(s), Mode(s)),
        ["Conv2d"] = s => new Conv2d(In(s), Out(s), Kernel(s), s.Sizes(9, "stride"), Pads(s), s.Sizes(9, "dilation"), Groups(s), Bias(s), Mode(s)),
        ["Conv3d"] = s => new Conv3d(In(s), Out(s), Kernel(s), s.Sizes(9, "stride"), Pads(s), s.Sizes(9, "dilation"), Groups(s), Bias(s), Mode(s)),
        ["ConvTranspose1d"] = s => new ConvTranspose1d(
            In(s), Out(s), Kernel(s), s.Sizes(9, "stride"), Zero(s, "padding"), Zero(s, "output_padding"), Groups(s), Bias(s), s.Sizes(9, "dilation")),
        ["ConvTranspose2d"] = s => new ConvTranspose2d(
            In(s), Out(s), Kernel(s), s.Sizes(9, "stride"), Zero(s, "padding"), Zero(s, "output_padding"), Groups(s), Bias(s), s.Sizes(9, "dilation")),
        ["ConvTranspose3d"] = s => new ConvTranspose3d(
            In(s), Out(s), Kernel(s), s.Sizes(9, "stride"), Zero(s, "padding"), Zero(s, "output_padding"), Groups(s), Bias(s), s.Sizes(9, "dilation")),
        ["ConstantPad1d"] = s => new ConstantPad1d(s.Sizes(0, "padding")!.Value, s.Number(1, "value", 0)),
        ["ConstantPad2d"] = s => new ConstantPad2d(s.Sizes(0, "padding")!.Value, s.Number(1, "value", 0)),
        ["ConstantPad3d"] = s => new ConstantPad3d(s.Sizes(0, "padding")!.Value, s.Number(1, "value", 0)),
        ["ReplicationPad1d"] = s => new ReplicationPad1d(s.Sizes(0, "padding")!.Value),
        ["ReplicationPad2d"] = s => new ReplicationPad2d(s.Sizes(0, "padding")!.Value),
        ["ReplicationPad3d"] = s => new ReplicationPad3d(s.Sizes(0, "padding")!.Value),
        ["ReflectionPad1d"] = s => new ReflectionPad1d(s.Sizes(0, "padding")!.Value),
        ["ReflectionPad2d"] = s => new ReflectionPad2d(s.Sizes(0, "padding")!.Value),
        ["ZeroPad2d"] = s => new ZeroPad2d(s.Sizes(0, "padding")!.Value),
        ["MaxPool1d"] = s =>
            new MaxPool1d(s.Sizes(0, "kernel_size")!.Value, s.Sizes(1, "stride"), s.Sizes(2, "padding") ?? 0, s.Sizes(3, "dilation"), s.Flag(4, "ceil_mode")),
        ["AvgPool1d"] = s => new AvgPool1d(s.Sizes(0, "kernel_size")!.Value, s.Sizes(1, "stride"), s.Sizes(2, "padding") ?? 0),
        ["AdaptiveAvgPool1d"] = s => new AdaptiveAvgPool1d(Adaptive(s)),
        ["AdaptiveMaxPool1d"] = s => new AdaptiveMaxPool1d(Adaptive(s)),
        ["MaxPool2d"] = s =>
            new MaxPool2d(s.Sizes(0, "kernel_size")!.Value, s.Sizes(1, "stride"), s.Sizes(2, "padding") ?? 0, s.Sizes(3, "dilation"), s.Flag(4, "ceil_mode")),
        ["AvgPool2d"] = s => new AvgPool2d(s.Sizes(0, "kernel_size")!.Value, s.Sizes(1, "stride"), s.Sizes(2, "padding") ?? 0, divisorOverride: Divisor(s)),
        ["AdaptiveAvgPool2d"] = s => new AdaptiveAvgPool2d(Adaptive(s)),
        ["AdaptiveMaxPool2d"] = s => new AdaptiveMaxPool2d(Adaptive(s)),
        ["MaxPool3d"] = s =>
            new MaxPool3d(s.Sizes(0, "kernel_size")!.Value, s.Sizes(1, "stride"), s.Sizes(2, "padding") ?? 0, s.Sizes(3, "dilation"), s.Flag(4, "ceil_mode")),
        ["AvgPool3d"] = s => new AvgPool3d(s.Sizes(0, "kernel_size")!.Value, s.Sizes(1, "stride"), s.Sizes(2, "padding") ?? 0, divisorOverride: Divisor(s)),
        ["AdaptiveAvgPool3d"] = s => new AdaptiveAvgPool3d(Adaptive(s)),
        ["AdaptiveMaxPool3d"] = s => new AdaptiveMaxPool3d(Adaptive(s)),
        ["LPPool1d"] = s => new LPPool1d(s.Number(0, "norm_type", 2), s.Sizes(1, "kernel_size")!.Value, s.Sizes(2, "stride"), s.Flag(3, "ceil_mode")),
        ["LPPool2d"] = s => new LPPool2d(s.Number(0, "norm_type", 2), s.Sizes(1, "kernel_size")!.Value, s.Sizes(2, "stride"), s.Flag(3, "ceil_mode")),
        ["PixelShuffle"] = s => new PixelShuffle((long)s.Number(0, "upscale_factor", 0)),
        ["Unfold"] = s => new Unfold(s.Sizes(0, "kernel_size")!.Value, s.Sizes(1, "dilation"), s.Sizes(2, "padding") ?? 0, s.Sizes(3, "stride")),
        ["Unflatten"] = s => new Unflatten((int)s.Number(0, "dim", 0), Shape.Create(s.Sizes(1, "unflattened_size")!.Value.AsSpan())),
    };

    static long? Divisor(Signature s) => s.At(9, "divisor_override") is double divisor ? (long)divisor : null;

    static AdaptiveSizes Adaptive(Signature s) => s.At(0, "output_size") switch
    {
        double size => (long)size,
        object?[] sizes => Array.ConvertAll(sizes, size => size is double number ? (long?)number : null),
        var other => throw new MissingException($"output_size = {other}"),
    };

    static long In(Signature s) => (long)s.Number(0, "in_channels", 0);

    static long Out(Signature s) => (long)s.Number(1, "out_channels", 0);

    static Sizes Kernel(Signature s) => s.Sizes(2, "kernel_size")!.Value;

    static Sizes Zero(Signature s, string name) => s.Sizes(9, name) ?? 0;

    static long Groups(Signature s) => (long)s.Number(9, "groups", 1);

    static bool Bias(Signature s) => s.Flag(9, "bias", true);

    static ConvPadding Pads(Signature s) => s.Word(9, "padding") switch { "same" => ConvPadding.Same, "valid" => ConvPadding.Valid, _ => Zero(s, "padding") };

    static PaddingMode Mode(Signature s) => Enum.TryParse<PaddingMode>(s.Word(9, "padding_mode"), ignoreCase: true, out var mode) ? mode : PaddingMode.Constant;
}
