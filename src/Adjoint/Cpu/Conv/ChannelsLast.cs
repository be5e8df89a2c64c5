using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Conv;

/// <summary>A stretch of one dimension, which may begin before the source does and end behind it.</summary>
/// <param name="Start">Its first place in the source.</param>
/// <param name="Size">How many places it has.</param>
/// <param name="Limit">The size of the source.</param>
internal readonly record struct Extent(long Start, long Size, long Limit)
{
    /// <summary>All that results read; of no size if they read nothing.</summary>
    public static Extent Read(Sampling axis) => axis.Taps == 0 || axis.Count == 0
        ? new(0, 0, axis.Limit)
        : new(axis.Base, (axis.Count - 1) * axis.Step + (axis.Taps - 1) * Math.Abs(axis.TapStep) + 1, axis.Limit);

    /// <summary>This and another one of the same source, with what lies between them.</summary>
    public Extent With(Extent other)
    {
        if (Size == 0 || other.Size == 0) return Size == 0 ? other : this;
        var start = Math.Min(Start, other.Start);
        return new(start, Math.Max(Start + Size, other.Start + other.Size) - start, Limit);
    }
}

/// <summary>
/// Images laid out pixel by pixel, the channels of each side by side, with zeros outside of the source: sums over pixels have
/// neighbouring channels, and the taps of a row, in the lanes of a vector.
/// </summary>
internal readonly unsafe struct ChannelsLast<T>(T* source, long channels, Extent depth, Extent height, Extent width) where T : unmanaged
{
    const long Grain = 16384;

    /// <summary>Vectors may be read, and written, up to this many elements beyond the end.</summary>
    public const int Slack = 64;

    /// <summary>The elements of one image.</summary>
    public long ImageSize => depth.Size * height.Size * width.Size * channels;

    /// <summary>Where the channels of a pixel lie in an image.</summary>
    public long Place(long d, long h, long w) => ((d * height.Size + h) * width.Size + w) * channels;

    /// <summary>The same for a pixel given by its place in the source.</summary>
    public long From(long d, long h, long w) => Place(d - depth.Start, h - height.Start, w - width.Start);

    /// <summary>Lays out images that follow each other.</summary>
    public void Fill(long images, T* target)
    {
        var rows = images * depth.Size * height.Size;
        if (rows * ImageSize == 0) return;
        // Few rows are cut, so that there is work for all threads.
        var pieces = Math.Clamp(4L * Threads.Count / rows, 1, (width.Size * channels + Grain - 1) / Grain);
        Threads.For(
            rows * pieces, Math.Max(1, Grain * pieces / (width.Size * channels)),
            new Rows { Layout = this, Target = (nint)target, Pieces = pieces });
    }

    struct Rows : IRange
    {
        public ChannelsLast<T> Layout;
        public nint Target;
        public long Pieces;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (row, piece) = Math.DivRem(i, Pieces);
                Layout.Row(row, Layout.Cut(piece, Pieces), Layout.Cut(piece + 1, Pieces), (T*)Target + row * Layout.Place(0, 1, 0));
            }
        }
    }

    // Where a piece of a row begins: whole vectors.
    long Cut(long piece, long pieces) => piece == pieces ? width.Size : width.Size * piece / pieces / 16 * 16;

    // The places begin .. end of a row.
    void Row(long index, long begin, long end, T* target)
    {
        var (rest, h) = Math.DivRem(index, height.Size);
        var (image, d) = Math.DivRem(rest, depth.Size);
        long slice = depth.Start + d, row = height.Start + h;
        long from = Math.Clamp(-width.Start, begin, end), to = Math.Clamp(width.Limit - width.Start, from, end);
        if ((ulong)slice >= (ulong)depth.Limit || (ulong)row >= (ulong)height.Limit) from = to = end;
        Clear(target, begin, from);
        if (from < to)
        {
            var size = depth.Limit * height.Limit * width.Limit;
            var line = source + image * channels * size + (slice * height.Limit + row) * width.Limit + width.Start + from;
            Packing<T>.Pack(line, size, 1, (int)channels, (int)channels, checked((int)(to - from)), target + from * channels);
        }
        Clear(target, to, end);
    }

    void Clear(T* target, long from, long to) => new Span<T>(target + from * channels, checked((int)((to - from) * channels))).Clear();
}
