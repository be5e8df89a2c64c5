namespace Adjoint.Cpu.Conv;

/// <summary>
/// The results of a convolution at one phase, as a product of matrices sees them. Their source lies with channels last, and terms are
/// in the order of its memory: so they come in pieces, a row of the kernel or, dilated, a tap.
/// </summary>
internal unsafe struct ProductPhase<T>(SampledConv<T> conv) where T : unmanaged
{
    public SampledConv<T> Conv = conv;

    // Shorter pieces are gathered: a tile would begin and end too often.
    const long ShortPiece = 64;

    /// <summary>How many terms of a piece follow each other.</summary>
    public readonly long Piece = conv.Terms == 0 ? 1 : Math.Abs(conv.Width.TapStep) == 1 ? conv.Width.Taps * conv.Sources : conv.Sources;

    /// <summary>For each group, for each panel of target channels, for each term the weights of these channels side by side.</summary>
    public nint Weights;

    /// <summary>All that any of some phases reads.</summary>
    public static (Extent Depth, Extent Height, Extent Width) Read(ProductPhase<T>* phases, int count)
    {
        Extent depth = Extent.Read(phases->Conv.Depth), height = Extent.Read(phases->Conv.Height), width = Extent.Read(phases->Conv.Width);
        for (var i = 1; i < count; i++)
        {
            depth = depth.With(Extent.Read(phases[i].Conv.Depth));
            height = height.With(Extent.Read(phases[i].Conv.Height));
            width = width.With(Extent.Read(phases[i].Conv.Width));
        }
        return (depth, height, width);
    }

    /// <summary>How many pieces there are.</summary>
    public readonly long Pieces => Conv.Terms / Piece;

    /// <summary>Whether terms are copied together before they are multiplied.</summary>
    public readonly bool IsGathered => Piece < ShortPiece && Pieces > 1;

    /// <summary>
    /// Whether they are gathered column by column: what the kernel's rows read in a column of the source lies together and serves
    /// all results that read this column. Terms are in that order then.
    /// </summary>
    public readonly bool IsByColumns => IsGathered && Math.Abs(Conv.Width.TapStep) == 1;

    /// <summary>The terms that lie together: of a column, or of a result.</summary>
    public readonly long Together => IsByColumns ? Conv.Terms / Conv.Width.Taps : Conv.Terms;

    /// <summary>From the gathered terms of one result to those of the next.</summary>
    public readonly long GatheredStep => IsByColumns ? Conv.Width.Step * Together : Together;

    /// <summary>How many gathered terms results beside each other have together.</summary>
    public readonly long GatheredSize(long results) => (results - 1) * GatheredStep + Conv.Terms;

    /// <summary>Where a piece begins, relative to the first.</summary>
    public readonly long Offset(in ChannelsLast<T> layout, long piece)
    {
        var (row, w) = Math.DivRem(piece, Conv.Width.Taps * Conv.Sources / Piece);
        var (d, h) = Math.DivRem(row, Conv.Height.Taps);
        return layout.Place(d * Math.Abs(Conv.Depth.TapStep), h * Math.Abs(Conv.Height.TapStep), w * Math.Abs(Conv.Width.TapStep));
    }

    /// <summary>Writes for each tap, in the order of the terms, its kernel element.</summary>
    public readonly void KernelElements(long* elements)
    {
        var columns = IsByColumns ? Conv.Width.Taps : 1;
        for (long column = 0; column < columns; column++)
        {
            for (long d = 0; d < Conv.Depth.Taps; d++)
            {
                for (long h = 0; h < Conv.Height.Taps; h++)
                {
                    for (var w = column; w < Conv.Width.Taps; w += IsByColumns ? columns : 1)
                        *elements++ = Conv.Element(Tap(Conv.Depth, d), Tap(Conv.Height, h), Tap(Conv.Width, w));
                }
            }
        }
    }

    // Steps through the kernel may lead to the left in the source.
    static long Tap(Sampling axis, long index) => axis.TapStep > 0 ? index : axis.Taps - 1 - index;
}
