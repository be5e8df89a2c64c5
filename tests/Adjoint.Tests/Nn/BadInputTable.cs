using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>A mistake: whose, which, and what the message must show besides the layer's name.</summary>
internal sealed record BadInput(string Layer, string What, Action Act, params string[] Seen);

/// <summary>Mistakes with every layer.</summary>
internal static partial class BadInputTable
{
    /// <summary>There is nothing these could not take.</summary>
    public static readonly HashSet<string> TakeEverything = ["Identity"];

    public static IReadOnlyList<BadInput> Rows { get; } =
    [
        .. LinearLayers, .. Convolutions, .. Norms, .. Pools, .. Unpools, .. Paddings,
        .. Images, .. Dropouts, .. Embeddings, .. Recurrent, .. Attention, .. Distances,
    ];

    // An input of small whole numbers as floating-point ones.
    static Tensor Of(params long[] shape) => Tensor.Zeros(Shape.Create(shape));

    static Tensor Double(params long[] shape) => Tensor.Zeros(Shape.Create(shape), DType.Float64);

    static Tensor Whole(params long[] shape) => Tensor.Zeros(Shape.Create(shape), DType.Int64);

    // [2, 3, 8, 8, ...] with so many spatial dimensions.
    static long[] Image(int rank, long channels = 3) => [2, channels, .. Enumerable.Repeat(8L, rank)];

    static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";

    static BadInput Made(string layer, string what, Func<object> make, params string[] seen) => new(layer, what, () => make(), seen);

    static BadInput Called(string layer, string what, Func<Module> make, Tensor x, params string[] seen) =>
        new(layer, what, () => make().Call(x), [.. seen, .. seen.Length == 0 ? [$"{x.Shape}"] : Array.Empty<string>()]);

    static IEnumerable<BadInput> LinearLayers =>
    [
        Made("Linear", "inputs", () => new Linear(-1, 2), "-1"),
        Made("Linear", "outputs", () => new Linear(1, -2), "-2"),
        Called("Linear", "size", () => new Linear(3, 2), Of(2, 5), "3", "[2, 5]"),
        Called("Linear", "rank", () => new Linear(3, 2), Of()),
        Called("Linear", "type", () => new Linear(3, 2), Double(2, 3), "Float64", "Float32"),
        Made("LazyLinear", "outputs", () => new LazyLinear(-2), "-2"),
        Called("LazyLinear", "rank", () => new LazyLinear(2), Of()),
        Called("LazyLinear", "type", () => new LazyLinear(2), Whole(2, 3), "Int64"),
        Called("Flatten", "dimension", () => new Flatten(1, 4), Of(2, 3), "4", "2"),
        Called("Flatten", "order", () => new Flatten(2, 1), Of(2, 3, 4), "2", "1"),
        Called("Unflatten", "dimension", () => new Unflatten(3, [2, 2]), Of(2, 3), "3", "2"),
        Called("Unflatten", "sizes", () => new Unflatten(1, [2, 2]), Of(2, 3), "[2, 2]", "3"),
    ];

    static IEnumerable<BadInput> Convolutions => Enumerable.Range(1, 3).SelectMany(rank => (IEnumerable<BadInput>)
    [
        .. Convolution($"Conv{rank}d", rank, (i, o, k, s, p, d, g) => rank switch
        {
            1 => new Conv1d(i, o, k, s, p, d, g),
            2 => new Conv2d(i, o, k, s, p, d, g),
            _ => new Conv3d(i, o, k, s, p, d, g),
        }, isLazy: false),
        .. Convolution($"LazyConv{rank}d", rank, (_, o, k, s, p, d, g) => rank switch
        {
            1 => new LazyConv1d(o, k, s, p, d, g),
            2 => new LazyConv2d(o, k, s, p, d, g),
            _ => new LazyConv3d(o, k, s, p, d, g),
        }, isLazy: true),
        .. Convolution($"ConvTranspose{rank}d", rank, (i, o, k, s, p, d, g) => rank switch
        {
            1 => new ConvTranspose1d(i, o, k, s, p, groups: g, dilation: d),
            2 => new ConvTranspose2d(i, o, k, s, p, groups: g, dilation: d),
            _ => new ConvTranspose3d(i, o, k, s, p, groups: g, dilation: d),
        }, isLazy: false),
        .. Convolution($"LazyConvTranspose{rank}d", rank, (_, o, k, s, p, d, g) => rank switch
        {
            1 => new LazyConvTranspose1d(o, k, s, p, groups: g, dilation: d),
            2 => new LazyConvTranspose2d(o, k, s, p, groups: g, dilation: d),
            _ => new LazyConvTranspose3d(o, k, s, p, groups: g, dilation: d),
        }, isLazy: true),
    ]);

    static IEnumerable<BadInput> Convolution(string layer, int rank, Func<long, long, Sizes, Sizes, Sizes, Sizes, long, Module> make, bool isLazy)
    {
        Module Good(long groups = 1) => make(4, 4, 3, 1, 0, 1, groups);
        if (!isLazy) yield return Made(layer, "inputs", () => make(-4, 4, 3, 1, 0, 1, 1), "-4");
        yield return Made(layer, "outputs", () => make(4, -4, 3, 1, 0, 1, 1), "-4");
        yield return Made(layer, "kernel", () => make(4, 4, 0, 1, 0, 1, 1), "kernelSize", "0");
        yield return Made(layer, "kernel list", () => make(4, 4, Sizes.Create([3, 3, 3, 3]), 1, 0, 1, 1), "(3, 3, 3, 3)");
        yield return Made(layer, "stride", () => make(4, 4, 3, -2, 0, 1, 1), "stride", "-2");
        yield return Made(layer, "padding", () => make(4, 4, 3, 1, -1, 1, 1), "adding", "-1");
        yield return Made(layer, "dilation", () => make(4, 4, 3, 1, 0, 0, 1), "dilation", "0");
        yield return Made(layer, "groups", () => make(4, 4, 3, 1, 0, 1, 0), "groups", "0");
        yield return Made(layer, "groups that do not divide", () => make(4, 4, 3, 1, 0, 1, 3), "3", "4");
        yield return Called(layer, "rank", () => Good(), Of(Image(rank + 1, 4)));
        yield return Called(layer, "type", () => Good(), Double(Image(rank, 4)), "Float64", "Float32");
        if (isLazy) yield return Called(layer, "channels", () => Good(groups: 2), Of(Image(rank)));
        else yield return Called(layer, "channels", () => Good(), Of(Image(rank)), "4", Text(Image(rank)));
        // A lazy layer that has its shape is a convolution like others.
        if (!isLazy && !layer.Contains("Transpose")) yield return Called(layer, "room", () => make(4, 4, 9, 1, 0, 1, 1), Of(Image(rank, 4)), "9", "8");
    }

    static IEnumerable<BadInput> Norms =>
    [
        .. Norm("BatchNorm1d", c => new BatchNorm1d(c), Of(2, 3, 4, 5), Of(2, 5, 4), Whole(2, 3, 4)),
        .. Norm("BatchNorm2d", c => new BatchNorm2d(c), Of(2, 3, 4), Of(2, 5, 4, 4), Whole(2, 3, 4, 4)),
        .. Norm("BatchNorm3d", c => new BatchNorm3d(c), Of(2, 3, 4), Of(2, 5, 4, 4, 4), Whole(2, 3, 4, 4, 4)),
        .. Norm("InstanceNorm1d", c => new InstanceNorm1d(c), Of(2, 3, 4, 5), Of(2, 5, 4), Whole(2, 3, 4)),
        .. Norm("InstanceNorm2d", c => new InstanceNorm2d(c), Of(2, 3), Of(2, 5, 4, 4), Whole(2, 3, 4, 4)),
        .. Norm("InstanceNorm3d", c => new InstanceNorm3d(c), Of(2, 3), Of(2, 5, 4, 4, 4), Whole(2, 3, 4, 4, 4)),
        .. Norm("GroupNorm", c => new GroupNorm(1, c), Of(2), Of(2, 5, 4), Whole(2, 3, 4)),
        .. LazyNorm("LazyBatchNorm1d", () => new LazyBatchNorm1d(), Of(2, 3, 4, 5), Whole(2, 3, 4)),
        .. LazyNorm("LazyBatchNorm2d", () => new LazyBatchNorm2d(), Of(2, 3, 4), Whole(2, 3, 4, 4)),
        .. LazyNorm("LazyBatchNorm3d", () => new LazyBatchNorm3d(), Of(2, 3, 4), Whole(2, 3, 4, 4, 4)),
        .. LazyNorm("LazyInstanceNorm1d", () => new LazyInstanceNorm1d(), Of(2, 3, 4, 5), Whole(2, 3, 4)),
        .. LazyNorm("LazyInstanceNorm2d", () => new LazyInstanceNorm2d(), Of(2, 3), Whole(2, 3, 4, 4)),
        .. LazyNorm("LazyInstanceNorm3d", () => new LazyInstanceNorm3d(), Of(2, 3), Whole(2, 3, 4, 4, 4)),
        Made("GroupNorm", "groups", () => new GroupNorm(0, 4), "0"),
        Made("GroupNorm", "groups that do not divide", () => new GroupNorm(3, 4), "3", "4"),
        Called("BatchNorm1d", "one value", () => new BatchNorm1d(3), Of(1, 3)),
        Made("LayerNorm", "shape", () => new LayerNorm([]), "no dimension"),
        Made("LayerNorm", "size", () => new LayerNorm(-3), "-3"),
        Called("LayerNorm", "size of the input", () => new LayerNorm(3), Of(2, 4), "[3]", "[2, 4]"),
        Called("LayerNorm", "type", () => new LayerNorm(3), Whole(2, 3), "Int64"),
        Made("RMSNorm", "shape", () => new RMSNorm([]), "no dimension"),
        Made("RMSNorm", "size", () => new RMSNorm(-3), "-3"),
        Called("RMSNorm", "size of the input", () => new RMSNorm(3), Of(2, 4), "[3]", "[2, 4]"),
        Called("RMSNorm", "type", () => new RMSNorm(3), Double(2, 3), "Float64"),
        Made("LocalResponseNorm", "size", () => new LocalResponseNorm(0), "0"),
        Called("LocalResponseNorm", "rank", () => new LocalResponseNorm(2), Of(2, 3)),
        Called("LocalResponseNorm", "type", () => new LocalResponseNorm(2), Whole(2, 3, 4), "Int64"),
    ];

    static IEnumerable<BadInput> Norm(string layer, Func<long, Module> make, Tensor rank, Tensor channels, Tensor type) =>
    [
        Made(layer, "features", () => make(-3), "-3"),
        Called(layer, "rank", () => make(3), rank),
        Called(layer, "channels", () => make(3), channels, "3", $"{channels.Shape}"),
        Called(layer, "type", () => make(3), type, "Int64"),
    ];

    static IEnumerable<BadInput> LazyNorm(string layer, Func<Module> make, Tensor rank, Tensor type) =>
        [Called(layer, "rank", make, rank), Called(layer, "type", make, type, "Int64")];
}
