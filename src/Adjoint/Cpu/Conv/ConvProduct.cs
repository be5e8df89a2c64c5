using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// A convolution as a product of matrices: weights [target channels, terms] times patches [terms, results of all images], of
/// which only a panel exists at a time.
/// </summary>
internal static unsafe class ConvProduct<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Elements of planes that exist at a time, and of sums that wait for further terms.
    const long PlaneElements = 2 << 20;
    const long SumElements = 1 << 16;

    // Panels that are packed at a time.
    const int Together = 4;

    // Multiplications a thread should at least have.
    const long Grain = 1 << 17;

    public static void Run(in SampledConv<T> conv)
    {
        var planes = new Planes(conv.Depth, conv.Height, conv.Width);
        var channels = conv.Groups * conv.Sources;
        var images = Math.Clamp(PlaneElements / (channels * planes.ChannelSize), 1, conv.Batch);
        var copied = planes.IsImage ? 0 : images * channels * planes.ChannelSize + PlaneCopy<T>.Slack;
        var inPlace = ReadsWeightsInPlace(conv);
        // The largest first: a thread lends its memory in the order in which it came back.
        using var copy = new Scratch<T>(copied);
        using var weights = new Scratch<T>(inPlace ? 0 : WeightPacking<T, V>.Size(conv));
        using var tables = new Scratch<long>(2 * conv.Taps);
        long* offsets = tables.Pointer, elements = offsets + conv.Taps;
        planes.Offsets(offsets);
        conv.KernelElements(elements);
        if (!inPlace) WeightPacking<T, V>.Run(conv, elements, weights.Pointer);
        for (long first = 0; first < conv.Batch; first += images)
        {
            var part = conv with
            {
                Batch = Math.Min(images, conv.Batch - first),
                Source = (nint)conv.SourceChannel(first, 0, 0),
                Target = (nint)conv.TargetChannel(first, 0, 0),
            };
            var data = planes.IsImage ? (T*)part.Source : copy.Pointer;
            var end = planes.IsImage ? data + part.Batch * channels * planes.ChannelSize : data + copied;
            if (!planes.IsImage) PlaneCopy<T>.Run(planes, (T*)part.Source, conv.SourceSize, part.Batch * channels, data);
            Multiply(part, new(part, planes, data, end, offsets), inPlace ? null : weights.Pointer);
        }
    }

    // A large weight that only few results use is not worth packing, where its terms already lie in their order.
    static bool ReadsWeightsInPlace(in SampledConv<T> conv) =>
        conv.WeightSource == conv.Taps && conv.IsDense && conv.Depth.TapStep > 0 && conv.Targets % 4 == 0 && conv.Batch * conv.Pixels <= 2 * Tiling<T, V>.Columns;

    static void Multiply(in SampledConv<T> conv, PatchPacking<T> patches, T* weights)
    {
        var blocks = new Blocks { Conv = conv, Patches = patches, Weights = (nint)weights };
        var (rows, columns) = (Tiling<T, V>.Rows, Tiling<T, V>.Columns);
        blocks.RowPanels = WeightPacking<T, V>.Panels(conv);
        blocks.ColumnPanels = (conv.Batch * conv.Pixels + columns - 1) / columns;
        // At least two blocks for each thread; where there are few columns, the rows are divided as well.
        var wide = Math.Clamp(SumElements / (blocks.RowPanels * rows * columns), 1, 8);
        var wanted = 2L * Threads.Count;
        blocks.ColumnBlocks = Math.Min(blocks.ColumnPanels, RoundedUp((blocks.ColumnPanels + wide - 1) / wide, Threads.Count));
        blocks.RowBlocks = Math.Clamp((wanted + conv.Groups * blocks.ColumnBlocks - 1) / (conv.Groups * blocks.ColumnBlocks), 1, (blocks.RowPanels + 3) / 4);
        var count = conv.Groups * blocks.ColumnBlocks * blocks.RowBlocks;
        var work = conv.Groups * conv.Targets * conv.Batch * conv.Pixels * conv.Terms;
        Threads.For(count, Math.Max(1, Grain * count / Math.Max(1, work)), blocks);
    }

    static long RoundedUp(long value, long multiple) => (value + multiple - 1) / multiple * multiple;

    struct Blocks : IRange
    {
        public SampledConv<T> Conv;
        public PatchPacking<T> Patches;
        public nint Weights;
        public long RowPanels, ColumnPanels, RowBlocks, ColumnBlocks;

        // Rows change fastest, so that what one thread does follows in the columns.
        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (rest, row) = Math.DivRem(i, RowBlocks);
                var (group, column) = Math.DivRem(rest, ColumnBlocks);
                Block(group, RowPanels * row / RowBlocks, RowPanels * (row + 1) / RowBlocks,
                    ColumnPanels * column / ColumnBlocks, ColumnPanels * (column + 1) / ColumnBlocks);
            }
        }

        readonly void Block(long group, long row, long rowEnd, long column, long columnEnd)
        {
            var (rows, columns) = (Tiling<T, V>.Rows, Tiling<T, V>.Columns);
            var parts = (Conv.Terms + Tiling<T, V>.Depth - 1) / Tiling<T, V>.Depth;
            var depth = (Conv.Terms + parts - 1) / parts;
            var stride = (int)(columns * depth + PlaneCopy<T>.Slack);
            var height = (rowEnd - row) * rows;
            using var panels = new Scratch<T>(Together * stride);
            using var sums = new Scratch<T>(parts == 1 ? 1 : height * columns * (columnEnd - column));
            var runs = stackalloc Run<T>[Together * columns];
            var store = new TileStore<T, V>(Conv, group);
            for (long part = 0; part < parts; part++)
            {
                long from = Conv.Terms * part / parts, to = Conv.Terms * (part + 1) / parts;
                for (var j = column; j < columnEnd; j++)
                {
                    var place = (int)((j - column) % Together);
                    if (place == 0) Pack(group, j, Math.Min(Together, columnEnd - j), from, to, stride, runs, panels.Pointer);
                    var panel = panels.Pointer + place * stride;
                    store.Columns(j * columns, Width(j));
                    var sum = parts == 1 ? null : sums.Pointer + (j - column) * columns * height;
                    for (var i = row; i < rowEnd; i++, sum += sum == null ? 0 : rows * columns)
                    {
                        var left = Left(group, i, from);
                        var used = (int)Math.Min(rows, Conv.Targets - i * rows);
                        var begin = part == 0 ? null : sum;
                        if (part < parts - 1) RowTiles<T, V>.Run(used, to - from, left, panel, begin, columns, sum, columns);
                        else store.Run(i * rows, used, to - from, left, panel, begin);
                    }
                }
            }
        }

        readonly Panel<T> Left(long group, long panel, long from)
        {
            var rows = Tiling<T, V>.Rows;
            return Weights != 0
                ? new((T*)Weights + ((group * RowPanels + panel) * Conv.Terms + from) * rows, 1, rows)
                : new((T*)Conv.Weight + group * Conv.WeightGroup + panel * rows * Conv.WeightTarget + from, Conv.WeightTarget, 1);
        }

        // Some panels at once: what follows each other in memory is read together.
        readonly void Pack(long group, long first, long count, long from, long to, int stride, Run<T>* runs, T* panels)
        {
            var (columns, found) = (Tiling<T, V>.Columns, 0);
            for (var i = 0; i < count; i++) found += Patches.Runs(group, (first + i) * columns, Width(first + i), i * stride, runs + found);
            Patches.Pack<V>(runs, found, from, to, columns, panels);
        }

        // How many columns of a panel are results.
        readonly int Width(long panel) => (int)Math.Min(Tiling<T, V>.Columns, Conv.Batch * Conv.Pixels - panel * Tiling<T, V>.Columns);
    }
}
