using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// A convolution as a product of matrices: what the results read [results, terms] times weights [terms, target channels]. Channels lie
/// last, and so pixels are rows where they lie; only short pieces of a row are gathered. Results of all phases fill a block, which
/// then is turned.
/// </summary>
internal static unsafe class ConvProduct<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Elements of images laid out at a time, and results of a block.
    const long ImageElements = 1 << 21, BlockResults = 200;

    // Pieces of work for each thread, so that all are busy to the end.
    const long Blocks = 16;

    // Multiplications a thread should at least have.
    const long Grain = 1 << 17;

    /// <summary>Computes all phases of a convolution.</summary>
    public static void Run(ProductPhase<T>* phases, int count)
    {
        var conv = phases->Conv;
        if (ConvPath.IsWide(conv))
        {
            Images(conv);
            return;
        }
        var layout = Layout(phases, count, conv);
        var images = Math.Clamp(ImageElements / (conv.Groups * Math.Max(1, layout.ImageSize)), 1, conv.Batch);
        long panels = (conv.Targets + Tiling<T, V>.Columns - 1) / Tiling<T, V>.Columns, size = 0;
        for (var i = 0; i < count; i++) size += ProductWeights<T, V>.Size(phases[i].Conv, panels);
        using var weights = new Scratch<T>(size);
        using var data = new Scratch<T>(images * conv.Groups * layout.ImageSize + ChannelsLast<T>.Slack);
        var memory = weights.Pointer;
        for (var i = 0; i < count; i++)
        {
            phases[i].Weights = (nint)memory;
            memory += ProductWeights<T, V>.Size(phases[i].Conv, panels);
        }
        ProductWeights<T, V>.Run(phases, count, panels);
        for (long first = 0; first < conv.Batch; first += images)
        {
            var part = conv with
            {
                Batch = Math.Min(images, conv.Batch - first),
                Source = (nint)conv.SourceChannel(first, 0, 0),
                Target = (nint)conv.TargetChannel(first, 0, 0),
            };
            layout = Layout(phases, count, part);
            layout.Fill(part.Batch * conv.Groups, data.Pointer);
            Multiply(new() { Conv = part, Phases = phases, Count = count, Layout = layout, Data = data.Pointer, Panels = panels });
        }
    }

    // Where pixels keep their places, weights times images as they lie; a narrow image would waste columns of tiles.
    static void Images(in SampledConv<T> conv)
    {
        var images = new ImageProducts { Conv = conv };
        if (conv.Batch * conv.Groups < 2 * Threads.Count) images.Run(0, conv.Batch * conv.Groups);
        else Threads.For(conv.Batch * conv.Groups, Math.Max(1, Grain / (conv.Targets * conv.Pixels * conv.Terms)), images);
    }

    struct ImageProducts : IRange
    {
        public SampledConv<T> Conv;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var (image, group) = Math.DivRem(from, Conv.Groups);
                var weight = new Matrix<T>((T*)Conv.Weight + group * Conv.WeightGroup, Conv.WeightTarget, Conv.WeightSource);
                var source = new Matrix<T>(Conv.SourceChannel(image, group, 0), Conv.Pixels, 1);
                var epilogue = new Epilogue<T> { RowBias = Conv.Bias == 0 ? null : (T*)Conv.Bias + group * Conv.Targets };
                Gemm<T>.Run<V>(
                    weight, source, Conv.TargetChannel(image, group, 0), Conv.Pixels, Conv.Targets, Conv.Pixels, Conv.Sources, epilogue);
            }
        }
    }

    // All that any phase reads.
    static ChannelsLast<T> Layout(ProductPhase<T>* phases, int count, in SampledConv<T> conv)
    {
        var (depth, height, width) = ProductPhase<T>.Read(phases, count);
        return new((T*)conv.Source, conv.Sources, depth, height, width);
    }

    static void Multiply(ProductBlocks<T, V> blocks)
    {
        ref var conv = ref blocks.Conv;
        long rows = conv.Depth.Target * conv.Height.Target, spread = conv.Width.Spread, width = (conv.Width.Target + spread - 1) / spread;
        // Some rows, or a part of one.
        blocks.RowBlocks = Math.Min(rows, (rows * conv.Width.Target + BlockResults - 1) / BlockResults);
        blocks.WidthBlocks = blocks.RowBlocks < rows ? 1 : Math.Min(width, (conv.Width.Target + BlockResults - 1) / BlockResults);
        var places = conv.Batch * conv.Groups * blocks.RowBlocks * blocks.WidthBlocks;
        blocks.PanelBlocks = Math.Clamp((Blocks * Threads.Count + places - 1) / places, 1, blocks.Panels);
        var work = conv.Batch * conv.Groups * conv.Targets * Math.Max(1, conv.Terms) * rows * conv.Width.Target;
        Threads.For(places * blocks.PanelBlocks, Math.Max(1, Grain * places * blocks.PanelBlocks / work), blocks);
    }
}
