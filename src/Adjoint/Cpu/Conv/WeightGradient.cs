using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The gradient of a convolution's weight as a product of matrices: gradients of the outputs [output channels, places of all images]
/// times patches [places, terms]. Sums over the places are finished by one thread each, or in parts that the sizes alone decide, so
/// that the result does not depend on the number of threads.
/// </summary>
internal static unsafe class WeightGradient<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Elements of images and gradients laid out at a time, for the last cache.
    const long ImageElements = 1 << 20;

    // Tiles of the result, places of a part of the sums, and multiplications of a thread, that there should at least be.
    const long FewestTiles = 96, FewestPlaces = 768, Grain = 1 << 17;

    // Elements that a thread should at least move.
    const long PackGrain = 1 << 14;

    static int Rows => Tiling<T, V>.Rows;

    static int Columns => Tiling<T, V>.Columns;

    public static void Run(in ConvShape shape, T* x, T* g, T* weight)
    {
        var conv = SampledConv<T>.Forward(shape.Flat, x, weight, null, g);
        if (ConvPath.IsWide(conv))
        {
            PointWeight<T, V>.Run(conv);
            return;
        }
        var size = Layout(conv).ImageSize;
        var height = Math.Min(Rows, (conv.Targets + 3) / 4 * 4);
        long rows = (conv.Targets + Rows - 1) / Rows, terms = TermPanels<T, V>.Count(conv), tiles = conv.Groups * rows * terms;
        var images = Math.Clamp(ImageElements / (conv.Groups * (size + rows * height * conv.Pixels)), 1, conv.Batch);
        var parts = Math.Clamp((FewestTiles + tiles - 1) / tiles, 1, Math.Max(1, images * conv.Pixels / FewestPlaces));
        using var data = new Scratch<T>(images * conv.Groups * size + ChannelsLast<T>.Slack);
        using var gradients = new Scratch<T>(conv.Groups * rows * height * images * conv.Pixels);
        using var sums = new Scratch<T>(parts * tiles * Rows * Columns);
        var work = new Tiles
        {
            Gradients = (nint)gradients.Pointer,
            Sums = (nint)sums.Pointer,
            Height = (int)height,
            RowPanels = rows,
            TermPanels = terms,
            Parts = parts,
        };
        for (long first = 0; first < conv.Batch; first += images)
        {
            work.Conv = conv with
            {
                Batch = Math.Min(images, conv.Batch - first),
                Source = (nint)conv.SourceChannel(first, 0, 0),
                Target = (nint)conv.TargetChannel(first, 0, 0),
            };
            work.Adds = first > 0;
            Add(ref work, data.Pointer);
        }
        var finish = new WeightSums<T, V>(conv, work.Sums, parts, rows * Rows, terms * Columns);
        Threads.For(conv.Groups * conv.Targets, Math.Max(1, PackGrain / (parts * conv.Terms)), finish);
    }

    static ChannelsLast<T> Layout(in SampledConv<T> conv) =>
        new((T*)conv.Source, conv.Sources, Extent.Read(conv.Depth), Extent.Read(conv.Height), Extent.Read(conv.Width));

    // The products of some images.
    static void Add(ref Tiles work, T* data)
    {
        var conv = work.Conv;
        var layout = Layout(conv);
        layout.Fill(conv.Batch * conv.Groups, data);
        var gather = new Gather { Conv = conv, Target = work.Gradients, Height = work.Height, Panels = work.RowPanels };
        Threads.For(conv.Groups * work.RowPanels * conv.Batch, Math.Max(1, PackGrain / (Rows * conv.Pixels)), gather);
        work.Patches = new(conv, layout, data);
        var count = conv.Groups * work.Parts * work.RowPanels * work.TermPanels;
        Threads.For(count, Math.Max(1, Grain * work.Parts / (Rows * Columns * conv.Batch * conv.Pixels)), work);
    }

    // The gradients of some output channels side by side, place by place through all images.
    struct Gather : IRange
    {
        public SampledConv<T> Conv;
        public nint Target;
        public int Height;
        public long Panels;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (panel, image) = Math.DivRem(i, Conv.Batch);
                var (group, row) = Math.DivRem(panel, Panels);
                var lines = (int)Math.Min(Height, Conv.Targets - row * Height);
                var source = Conv.TargetChannel(image, group, row * Height);
                Packing<T>.Pack(source, Conv.Pixels, 1, lines, Height, checked((int)Conv.Pixels), (T*)Target + i * Conv.Pixels * Height);
            }
        }
    }

    // For each group, for each part of the places: tiles, those of one panel of terms one after the other.
    struct Tiles : IRange
    {
        public SampledConv<T> Conv;
        public TermPanels<T, V> Patches;
        public nint Gradients, Sums;
        public int Height;
        public long RowPanels, TermPanels, Parts;
        public bool Adds;

        public readonly void Run(long from, long to)
        {
            var tiles = RowPanels * TermPanels;
            using var panel = new Scratch<T>(Columns * Tiling<T, V>.Depth + ChannelsLast<T>.Slack);
            while (from < to)
            {
                var (index, tile) = Math.DivRem(from, tiles);
                var end = Math.Min(to - index * tiles, tiles);
                Part(index, tile, end, panel.Pointer);
                from = index * tiles + end;
            }
        }

        readonly void Part(long index, long from, long to, T* panel)
        {
            var (group, part) = Math.DivRem(index, Parts);
            long places = Conv.Batch * Conv.Pixels, stride = TermPanels * Columns;
            long begin = places * part / Parts, end = places * (part + 1) / Parts, depth = Tiling<T, V>.DepthOf(end - begin);
            for (var place = begin; place < end; place += depth)
            {
                var count = Math.Min(depth, end - place);
                for (var tile = from; tile < to;)
                {
                    var (term, row) = Math.DivRem(tile, RowPanels);
                    Patches.Pack(group, term, place, count, panel);
                    for (; row < RowPanels && tile < to; row++, tile++)
                    {
                        var left = (T*)Gradients + ((group * RowPanels + row) * places + place) * Height;
                        var sum = (T*)Sums + (index * RowPanels + row) * Rows * stride + term * Columns;
                        var before = Adds || place > begin ? sum : null;
                        RowTiles<T, V>.Run(
                            (int)Math.Min(Rows, Conv.Targets - row * Rows), count, new(left, 1, Height),
                            panel, before, stride, sum, stride);
                    }
                }
            }
        }
    }
}
