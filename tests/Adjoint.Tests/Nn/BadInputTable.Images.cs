using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

internal static partial class BadInputTable
{
    static IEnumerable<BadInput> Pools => Enumerable.Range(1, 3).SelectMany(rank => (IEnumerable<BadInput>)
    [
        .. Pool($"MaxPool{rank}d", rank, (k, s, p) => rank switch
        {
            1 => new MaxPool1d(k, s, p),
            2 => new MaxPool2d(k, s, p),
            _ => new MaxPool3d(k, s, p),
        }, DType.Bool),
        .. Pool($"AvgPool{rank}d", rank, (k, s, p) => rank switch
        {
            1 => new AvgPool1d(k, s, p),
            2 => new AvgPool2d(k, s, p),
            _ => new AvgPool3d(k, s, p),
        }, DType.Int64),
        .. Pool($"LPPool{rank}d", rank, (k, s, _) => rank switch
        {
            1 => new LPPool1d(2, k, s),
            2 => new LPPool2d(2, k, s),
            _ => new LPPool3d(2, k, s),
        }, DType.Int64),
        .. Adaptive($"AdaptiveAvgPool{rank}d", rank, s => rank switch
        {
            1 => new AdaptiveAvgPool1d(s),
            2 => new AdaptiveAvgPool2d(s),
            _ => new AdaptiveAvgPool3d(s),
        }, DType.Int64),
        .. Adaptive($"AdaptiveMaxPool{rank}d", rank, s => rank switch
        {
            1 => new AdaptiveMaxPool1d(s),
            2 => new AdaptiveMaxPool2d(s),
            _ => new AdaptiveMaxPool3d(s),
        }, DType.Bool),
        .. rank == 1 ? [] : Fractional(rank),
        Made("MaxPool1d", $"dilation {rank}", () => new MaxPool1d(2, dilation: -rank), "dilation", $"{-rank}"),
    ]);

    static IEnumerable<BadInput> Pool(string layer, int rank, Func<Sizes, Sizes?, Sizes, Module> make, DType wrong)
    {
        yield return Made(layer, "kernel", () => make(0, null, 0), "kernelSize", "0");
        yield return Made(layer, "kernel list", () => make(Sizes.Create([2, 2, 2, 2]), null, 0), "(2, 2, 2, 2)");
        yield return Made(layer, "stride", () => make(2, -1, 0), "stride", "-1");
        if (!layer.StartsWith("LP", StringComparison.Ordinal)) yield return Made(layer, "padding", () => make(2, null, -1), "padding", "-1");
        yield return Called(layer, "rank", () => make(2, null, 0), Of(Image(rank + 1)));
        yield return Called(layer, "room", () => make(9, null, 0), Of(Image(rank)), "9", "8");
        yield return Called(layer, "type", () => make(2, null, 0), Tensor.Zeros(Shape.Create(Image(rank)), wrong), $"{wrong}");
    }

    static IEnumerable<BadInput> Adaptive(string layer, int rank, Func<AdaptiveSizes, Module> make, DType wrong) =>
    [
        Made(layer, "size", () => make(-2), "-2"),
        Made(layer, "list", () => make(new long?[] { 2, 2, 2, 2 }), "(2, 2, 2, 2)"),
        Called(layer, "rank", () => make(2), Of(Image(rank + 1))),
        Called(layer, "type", () => make(2), Tensor.Zeros(Shape.Create(Image(rank)), wrong), $"{wrong}"),
    ];

    static IEnumerable<BadInput> Fractional(int rank)
    {
        var layer = $"FractionalMaxPool{rank}d";
        Module Make(Sizes kernel, Sizes? size, ScaleFactors? ratio) =>
            rank == 2 ? new FractionalMaxPool2d(kernel, size, ratio) : new FractionalMaxPool3d(kernel, size, ratio);
        return
        [
            Made(layer, "kernel", () => Make(0, 2, null), "kernelSize", "0"),
            Made(layer, "size", () => Make(2, -2, null), "outputSize", "-2"),
            Made(layer, "ratio", () => Make(2, null, 1.5), "outputRatio", "1.5"),
            Made(layer, "nothing", () => Make(2, null, null), "outputSize", "outputRatio"),
            Called(layer, "rank", () => Make(2, 3, null), Of(Image(rank + 1))),
            Called(layer, "room", () => Make(2, 8, null), Of(Image(rank)), "8", Text(Image(rank))),
            Called(layer, "type", () => Make(2, 3, null), Whole(Image(rank)), "Int64"),
        ];
    }

    static IEnumerable<BadInput> Unpools => Enumerable.Range(1, 3).SelectMany(rank =>
    {
        var layer = $"MaxUnpool{rank}d";
        MaxUnpool Make(Sizes kernel, Sizes? stride = null, Sizes padding = default) => rank switch
        {
            1 => new MaxUnpool1d(kernel, stride, padding),
            2 => new MaxUnpool2d(kernel, stride, padding),
            _ => new MaxUnpool3d(kernel, stride, padding),
        };
        return (IEnumerable<BadInput>)
        [
            Made(layer, "kernel", () => Make(0), "kernelSize", "0"),
            Made(layer, "stride", () => Make(2, -1), "stride", "-1"),
            Made(layer, "padding", () => Make(2, null, -1), "padding", "-1"),
            new(layer, "rank", () => Make(2).Call(Of(Image(rank + 1)), Whole(Image(rank + 1))), Text(Image(rank + 1))),
            new(layer, "indices", () => Make(2).Call(Of(Image(rank)), Whole(Image(rank, 4))), Text(Image(rank)), Text(Image(rank, 4))),
            new(layer, "type of indices", () => Make(2).Call(Of(Image(rank)), Of(Image(rank))), "Float32"),
            new(layer, "index", () => Make(2).Call(Of(Image(rank)), Whole(Image(rank)) + 100000), "100000"),
        ];
    });

    static IEnumerable<BadInput> Paddings => Enumerable.Range(1, 3).SelectMany(rank => (IEnumerable<BadInput>)
    [
        .. Padding($"ConstantPad{rank}d", rank, p => rank switch { 1 => new ConstantPad1d(p, 1), 2 => new ConstantPad2d(p, 1), _ => new ConstantPad3d(p, 1) }),
        .. Padding($"ZeroPad{rank}d", rank, p => rank switch { 1 => new ZeroPad1d(p), 2 => new ZeroPad2d(p), _ => new ZeroPad3d(p) }),
        .. Padding($"ReflectionPad{rank}d", rank, p => rank switch { 1 => new ReflectionPad1d(p), 2 => new ReflectionPad2d(p), _ => new ReflectionPad3d(p) }),
        .. Padding($"ReplicationPad{rank}d", rank, p =>
            rank switch { 1 => new ReplicationPad1d(p), 2 => new ReplicationPad2d(p), _ => new ReplicationPad3d(p) }),
        .. Padding($"CircularPad{rank}d", rank, p => rank switch { 1 => new CircularPad1d(p), 2 => new CircularPad2d(p), _ => new CircularPad3d(p) }),
        Called($"ReflectionPad{rank}d", "room", () => rank switch
        {
            1 => new ReflectionPad1d(8),
            2 => new ReflectionPad2d(8),
            _ => new ReflectionPad3d(8),
        }, Of(Image(rank)), "8", "7"),
        Called($"CircularPad{rank}d", "room", () => rank switch
        {
            1 => new CircularPad1d(9),
            2 => new CircularPad2d(9),
            _ => new CircularPad3d(9),
        }, Of(Image(rank)), "9", "8"),
    ]);

    static IEnumerable<BadInput> Padding(string layer, int rank, Func<Sizes, Module> make) =>
    [
        Made(layer, "list", () => make(Sizes.Create([1, 1, 1])), "(1, 1, 1)"),
        Called(layer, "rank", () => make(1), rank == 1 ? Of() : Of(3)),
        Called(layer, "cut", () => make(-5), Of(Image(rank)), "-2"),
    ];

    static IEnumerable<BadInput> Images =>
    [
        Made("Upsample", "nothing", () => new Upsample(), "size", "scaleFactor"),
        Made("Upsample", "size", () => new Upsample(-2), "-2"),
        Made("Upsample", "factor", () => new Upsample(scaleFactor: 0), "0.0"),
        Called("Upsample", "rank", () => new Upsample(2), Of(3, 4)),
        Called("Upsample", "mode", () => new Upsample(2, mode: InterpolationMode.Bilinear), Of(2, 3, 4), "Bilinear", "[2, 3, 4]"),
        Called("Upsample", "type", () => new Upsample(2, mode: InterpolationMode.Linear), Whole(2, 3, 4), "Int64"),
        Called("Upsample", "list", () => new Upsample((2, 3)), Of(2, 3, 4), "(2, 3)", "1"),
        Made("UpsamplingNearest2d", "size", () => new UpsamplingNearest2d(0), "0"),
        Called("UpsamplingNearest2d", "rank", () => new UpsamplingNearest2d(2), Of(3, 4)),
        Made("UpsamplingBilinear2d", "factor", () => new UpsamplingBilinear2d(scaleFactor: -1), "-1"),
        Called("UpsamplingBilinear2d", "rank", () => new UpsamplingBilinear2d(2), Of(2, 3, 4)),
        Called("UpsamplingBilinear2d", "type", () => new UpsamplingBilinear2d(2), Whole(2, 3, 4, 4), "Int64"),
        Made("PixelShuffle", "factor", () => new PixelShuffle(0), "0"),
        Called("PixelShuffle", "channels", () => new PixelShuffle(2), Of(1, 6, 2, 2), "4", "[1, 6, 2, 2]"),
        Called("PixelShuffle", "rank", () => new PixelShuffle(2), Of(4, 2)),
        Made("PixelUnshuffle", "factor", () => new PixelUnshuffle(-2), "-2"),
        Called("PixelUnshuffle", "size", () => new PixelUnshuffle(2), Of(1, 3, 4, 5), "2", "[1, 3, 4, 5]"),
        Made("ChannelShuffle", "groups", () => new ChannelShuffle(0), "0"),
        Called("ChannelShuffle", "channels", () => new ChannelShuffle(2), Of(1, 5, 2), "2", "[1, 5, 2]"),
        Called("ChannelShuffle", "rank", () => new ChannelShuffle(2), Of(1, 4)),
        Made("Unfold", "kernel", () => new Unfold(0), "kernelSize", "0"),
        Made("Unfold", "padding", () => new Unfold(2, padding: -1), "padding", "-1"),
        Called("Unfold", "rank", () => new Unfold(2), Of(4, 4)),
        Called("Unfold", "room", () => new Unfold(5), Of(1, 1, 4, 4), "5", "4"),
        Called("Unfold", "type", () => new Unfold(2), Whole(1, 1, 4, 4), "Int64"),
        Made("Fold", "size", () => new Fold((4, 0), 2), "outputSize", "(4, 0)"),
        Made("Fold", "stride", () => new Fold(4, 2, stride: 0), "stride", "0"),
        Called("Fold", "size of the input", () => new Fold(4, 2), Of(1, 4, 8), "9", "[1, 4, 8]"),
        Called("Fold", "rank", () => new Fold(4, 2), Of(1, 1, 4, 9)),
        Called("Fold", "type", () => new Fold(4, 2), Whole(1, 4, 9), "Int64"),
    ];

    static IEnumerable<BadInput> Dropouts =>
    [
        .. Drop("Dropout", p => new Dropout(p), null),
        .. Drop("Dropout1d", p => new Dropout1d(p), Of(3)),
        .. Drop("Dropout2d", p => new Dropout2d(p), Of(3, 4)),
        .. Drop("Dropout3d", p => new Dropout3d(p), Of(2, 3, 4)),
        .. Drop("AlphaDropout", p => new AlphaDropout(p), null),
        .. Drop("FeatureAlphaDropout", p => new FeatureAlphaDropout(p), Of(3)),
    ];

    static IEnumerable<BadInput> Drop(string layer, Func<double, Module> make, Tensor? rank) =>
    [
        Made(layer, "probability", () => make(1.5), "1.5"),
        Made(layer, "no number", () => make(double.NaN), "NaN"),
        Called(layer, "type", () => make(0.5), layer == "Dropout1d" ? Whole(2, 3, 4) : Whole(2, 3, 4, 4), "Int64"),
        .. rank is null ? Array.Empty<BadInput>() : [Called(layer, "rank", () => make(0.5), rank)],
    ];
}
