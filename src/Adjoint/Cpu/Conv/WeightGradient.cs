using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The gradient of a convolution's weight: for each output channel, input channel and kernel element, the inner product of the
/// output's gradient with what that element read. Each thread finishes some kernel elements, adding images and blocks of pixels
/// in their order, so that the result does not depend on the number of threads.
/// </summary>
internal static unsafe class WeightGradient<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    const long PlaneElements = 4 << 20;
    const long Grain = 1 << 17;
    const long FewPlaces = 512;

    // A block of gradients, to be read again and again out of the second cache.
    const long MostPlaces = 2048, MostRows = 64;

    public static void Run(in ConvShape shape, T* x, T* g, T* weight)
    {
        var conv = SampledConv<T>.Forward(shape, x, weight, null, g);
        var planes = new Planes(conv.Depth, conv.Height, conv.Width);
        long channels = conv.Groups * conv.Sources, pixels = conv.Pixels;
        var images = Math.Clamp(PlaneElements / (channels * planes.ChannelSize), 1, conv.Batch);
        var rows = RoundedUp(conv.Targets, InnerTile<T, V>.Rows);
        using var copy = new Scratch<T>(planes.IsImage ? 0 : images * channels * planes.ChannelSize + PlaneCopy<T>.Slack);
        // Places are read a vector at a time, rows four at a time: if they do not come out even, a copy is filled up with zeros.
        var even = pixels % V.Count == 0 && rows == conv.Targets && pixels >= MostPlaces / 2;
        using var gradients = new Scratch<T>(even ? 0 : conv.Groups * rows * RoundedUp(images * pixels, V.Count));
        using var table = new Scratch<long>(conv.Taps);
        planes.Offsets(table.Pointer);
        for (long first = 0; first < conv.Batch; first += images)
        {
            var part = conv with { Batch = Math.Min(images, conv.Batch - first), Source = (nint)conv.SourceChannel(first, 0, 0), Target = (nint)conv.TargetChannel(first, 0, 0) };
            var data = planes.IsImage ? (T*)part.Source : copy.Pointer;
            var end = data + part.Batch * channels * planes.ChannelSize + (planes.IsImage ? 0 : PlaneCopy<T>.Slack);
            if (!planes.IsImage) PlaneCopy<T>.Run(planes, (T*)part.Source, conv.SourceSize, part.Batch * channels, data);
            var work = new Columns
            {
                Conv = part,
                Patches = new(part, planes, data, end, table.Pointer),
                Rows = even ? part.Target : (nint)gradients.Pointer,
                RowStride = even ? pixels : RoundedUp(part.Batch * pixels, V.Count),
                RowCount = rows,
                IsEven = even,
                Adds = first > 0,
            };
            if (!even) Threads.For(conv.Groups * rows, 1, new Gather { Conv = part, Target = (nint)gradients.Pointer, Stride = work.RowStride, RowCount = rows });
            if (first == 0 && images == conv.Batch && (!even || conv.Batch == 1) && conv.Groups <= 4 && conv.Batch * pixels <= FewPlaces)
            {
                Multiply(work);
                return;
            }
            work.TileCount = (conv.Terms + InnerTile<T, V>.Columns - 1) / InnerTile<T, V>.Columns;
            var each = InnerTile<T, V>.Columns * rows * part.Batch * pixels;
            Threads.For(conv.Groups * work.TileCount, Math.Max(1, Grain / each), work);
        }
    }

    // Where sums are short, adding up their lanes would take as long as they do: the patches become a matrix, which is small.
    static void Multiply(in Columns work)
    {
        var conv = work.Conv;
        long places = conv.Batch * conv.Pixels, stride = RoundedUp(places, V.Count);
        using var lines = new Scratch<T>(conv.Terms * stride + PlaneCopy<T>.Slack);
        using var runs = new Scratch<Run<T>>(places);
        for (long group = 0; group < conv.Groups; group++)
        {
            var found = work.Patches.Runs(group, 0, (int)places, 0, runs.Pointer);
            Threads.For(conv.Terms, Math.Max(1, 16384 / stride), new Lines { Patches = work.Patches, Runs = (nint)runs.Pointer, Count = found, Target = (nint)lines.Pointer, Stride = stride });
            var rows = (T*)work.Rows + group * (work.IsEven ? conv.Targets : work.RowCount) * work.RowStride;
            Gemm<T>.Run(new(rows, work.RowStride, 1), new(lines.Pointer, 1, stride), (T*)conv.Weight + group * conv.WeightGroup, conv.Terms, conv.Targets, conv.Terms, places);
        }
    }

    // What each term reads, one line for each.
    struct Lines : IRange
    {
        public PatchPacking<T> Patches;
        public nint Runs, Target;
        public int Count;
        public long Stride;

        public readonly void Run(long from, long to)
        {
            // Copies reach a little beyond a line, into the next one, which another thread may have written already.
            using var line = new Scratch<T>(Stride + PlaneCopy<T>.Slack);
            for (var term = from; term < to; term++)
            {
                Patches.Line<V>((Run<T>*)Runs, Count, term, line.Pointer);
                Lanes<T>.Copy(line.Pointer, (T*)Target + term * Stride, Stride);
            }
        }
    }

    static long RoundedUp(long value, long multiple) => (value + multiple - 1) / multiple * multiple;

    // The gradient of each output channel over all images, one after the other, then zeros; also for channels there are not.
    struct Gather : IRange
    {
        public SampledConv<T> Conv;
        public nint Target;
        public long Stride, RowCount;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (group, channel) = Math.DivRem(i, RowCount);
                var row = (T*)Target + i * Stride;
                long used = 0;
                for (long image = 0; channel < Conv.Targets && image < Conv.Batch; image++, used += Conv.Pixels)
                    Buffer.MemoryCopy(Conv.TargetChannel(image, group, channel), row + used, Conv.Pixels * sizeof(T), Conv.Pixels * sizeof(T));
                for (; used < Stride; used++) row[used] = default;
            }
        }
    }

    struct Columns : IRange
    {
        public SampledConv<T> Conv;
        public PatchPacking<T> Patches;
        public nint Rows;
        public long RowStride, RowCount, TileCount;
        public bool IsEven, Adds;

        // Blocks of rows and places that stay in the second cache while the columns pass over them.
        public readonly void Run(long from, long to)
        {
            var places = IsEven ? Conv.Pixels : Conv.Batch * Conv.Pixels;
            var blocks = (places + MostPlaces - 1) / MostPlaces;
            var stride = RoundedUp((places + blocks - 1) / blocks, V.Count);
            using var columns = new Scratch<T>(InnerTile<T, V>.Columns * stride + PlaneCopy<T>.Slack);
            using var runs = new Scratch<Run<T>>(stride);
            for (long image = 0; image < (IsEven ? Conv.Batch : 1); image++)
            {
                for (long first = 0; first < places; first += stride)
                {
                    for (long row = 0; row < Conv.Targets; row += MostRows)
                        Tiles(from, to, image, row, first, Math.Min(stride, places - first), stride, runs.Pointer, columns.Pointer);
                }
            }
        }

        readonly void Tiles(long from, long to, long image, long row, long first, long count, long stride, Run<T>* runs, T* columns)
        {
            int found = 0;
            long ready = -1;
            for (var i = from; i < to; i++)
            {
                var (group, tile) = Math.DivRem(i, TileCount);
                if (group != ready) found = Patches.Runs(group, image * Conv.Pixels + first, (int)count, 0, runs);
                ready = group;
                var term = tile * InnerTile<T, V>.Columns;
                var width = (int)Math.Min(InnerTile<T, V>.Columns, Conv.Terms - term);
                for (var j = 0; j < width; j++) Patches.Line<V>(runs, found, term + j, columns + j * stride);
                Block(group, term, width, image, row, first, count, stride, columns);
            }
        }

        readonly void Block(long group, long term, int width, long image, long row, long first, long count, long stride, T* columns)
        {
            var length = RoundedUp(count, V.Count);
            var rows = (T*)Rows + (IsEven ? (image * Conv.Groups + group) * Conv.Targets * RowStride : group * RowCount * RowStride) + first;
            var sums = (T*)Conv.Weight + group * Conv.WeightGroup + term;
            var add = Adds || image > 0 || first > 0;
            for (var i = row; i < Math.Min(row + MostRows, Conv.Targets); i += InnerTile<T, V>.Rows)
            {
                var used = (int)Math.Min(InnerTile<T, V>.Rows, Conv.Targets - i);
                InnerTile<T, V>.Run(rows + i * RowStride, RowStride, columns, stride, length, sums + i * Conv.WeightTarget, Conv.WeightTarget, used, width, add);
            }
        }
    }
}
