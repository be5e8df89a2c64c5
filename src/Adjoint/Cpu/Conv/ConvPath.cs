namespace Adjoint.Cpu.Conv;

/// <summary>The ways there are to compute a convolution.</summary>
internal enum ConvMethod
{
    /// <summary>The one expected to be fastest.</summary>
    Fastest,

    /// <summary>Always as a product of weights and patches.</summary>
    Product,

    /// <summary>By Winograd's method wherever it is possible.</summary>
    Winograd,
}

/// <summary>Which way is taken.</summary>
internal static class ConvPath
{
    /// <summary>The way that tests and measurements force on this thread.</summary>
    [field: ThreadStatic]
    public static ConvMethod Forced { get; set; }

    // With more targets the product reads each patch for several of them at a time.
    const long MostTargets = 3;

    /// <summary>Whether each source channel is taken by itself.</summary>
    public static bool UsesDepthwise(long sources, long targets) => Forced != ConvMethod.Product && sources == 1 && targets <= MostTargets;

    /// <summary>Whether a depthwise convolution is one of 3x3 at step 1.</summary>
    public static bool IsThree<T>(in SampledConv<T> conv) where T : unmanaged =>
        IsThree(conv.Height) && IsThree(conv.Width) && conv.Depth is { Count: 1, IsSame: true } && conv.IsDense;

    /// <summary>Whether the targets are too few for a tile of the product.</summary>
    public static bool UsesFewTargets(long targets) => Forced == ConvMethod.Fastest && targets <= FewTargets<float, Simd.V128<float>>.Most;

    /// <summary>Whether images are matrices as they lie: pixels keep their places, and are many columns of a product.</summary>
    public static bool IsWide<T>(in SampledConv<T> conv) where T : unmanaged => conv.IsSame && conv.Pixels >= ManyPixels;

    const long ManyPixels = 1024;

    /// <summary>Whether there are so few results that to pack weights would take as long as to multiply them, and many weights.</summary>
    public static bool UsesPatches<T>(in SampledConv<T> conv) where T : unmanaged =>
        Forced == ConvMethod.Fastest && conv.Pixels >= FewestPixels && conv.Batch * conv.Pixels <= FewPixels
        && Math.Min(conv.Sources, conv.Targets) >= FewestChannels && conv.Terms * conv.Targets >= ManyWeights;

    const long FewestPixels = 16, FewPixels = 128, ManyWeights = 1 << 18;

    /// <summary>
    /// Whether fewer multiplications pay: with enough channels, and tiles enough for the weights. In double precision nobody wants
    /// the rounding errors of the additions.
    /// </summary>
    public static bool UsesWinograd<T>(in SampledConv<T> conv) where T : unmanaged => UsesWinograd(conv, FewestTiles);

    /// <summary>The same for the gradient of the weight: few enough sums, of enough tiles.</summary>
    public static bool UsesWinogradWeight<T>(in SampledConv<T> conv) where T : unmanaged =>
        UsesWinograd(conv, FewestSummedTiles)
        && (Forced == ConvMethod.Winograd || 36 * conv.Groups * conv.Sources * conv.Targets <= MostSums);

    static bool UsesWinograd<T>(in SampledConv<T> conv, long fewestTiles) where T : unmanaged
    {
        if (Forced == ConvMethod.Product || !IsThree(conv.Height) || !IsThree(conv.Width)
            || conv.Depth is not { Count: 1, Taps: 1 } || !conv.IsDense)
            return false;
        if (Forced == ConvMethod.Winograd) return true;
        var tiles = (conv.Height.Count + 3) / 4 * ((conv.Width.Count + 3) / 4);
        return typeof(T) == typeof(float) && Math.Min(conv.Sources, conv.Targets) >= FewestChannels && conv.Batch * tiles >= fewestTiles
            && 16 * tiles <= MostWaste * conv.Pixels;
    }

    const long FewestChannels = 16, FewestTiles = 16, FewestSummedTiles = 32, MostSums = 4 << 20, MostWaste = 2;

    static bool IsThree(Sampling axis) => axis is { Taps: 3, Step: 1, TapStep: 1 or -1 };
}
