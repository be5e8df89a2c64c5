using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The three products of a convolution with few results and large weights, which are read and written once, where they lie: to pack
/// them would take as long as to multiply. Instead patches are copied together in the order of the weights.
/// </summary>
internal static unsafe class PatchProduct<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Panels of terms whose patches stay in the second cache while the gradient of the weight is computed.
    const long PanelsTogether = 8;

    // Multiplications a thread should at least have.
    const long Grain = 1 << 17;

    static int Rows => Tiling<T, V>.Rows;

    static int Columns => Tiling<T, V>.Columns;

    /// <summary>The results.</summary>
    public static void Forward(in SampledConv<T> conv)
    {
        var patches = new PatchRows<T>(conv);
        using var rows = new Scratch<T>(patches.Size);
        patches.Fill(rows.Pointer);
        var work = new Results { Conv = conv, Patches = rows.Pointer, Pitch = patches.Pitch };
        var count = conv.Groups * Results.Panels(conv);
        Threads.For(count, Math.Max(1, Grain / (Columns * conv.Batch * conv.Pixels * conv.Terms)), work);
    }

    /// <summary>The source from what is in the place of the results.</summary>
    public static void Input(in SampledConv<T> conv)
    {
        var work = new Sources { Conv = conv, Patches = new(conv) };
        var count = conv.Groups * Sources.Blocks(conv);
        Threads.For(count, Math.Max(1, Grain / (Columns * conv.Taps * conv.Targets * conv.Batch * conv.Pixels)), work);
    }

    /// <summary>The weight from source and what is in the place of the results.</summary>
    public static void Weight(in SampledConv<T> conv)
    {
        var patches = new PatchRows<T>(conv);
        using var rows = new Scratch<T>(patches.Size);
        patches.Fill(rows.Pointer);
        var work = new Weights { Conv = conv, Patches = rows.Pointer, Pitch = patches.Pitch };
        var count = conv.Groups * Weights.Blocks(conv);
        Threads.For(count, Math.Max(1, Grain / (PanelsTogether * Columns * conv.Targets * conv.Batch * conv.Pixels)), work);
    }

    // Any number of rows, in tiles of almost the same height.
    static void Lines(long count, int depth, Panel<T> left, T* right, T* target, long pitch, in Epilogue<T> epilogue)
    {
        var tiles = (count + Rows - 1) / Rows;
        for (long tile = 0; tile < tiles; tile++)
        {
            long first = count * tile / tiles, end = count * (tile + 1) / tiles;
            var rows = new Panel<T>(left.Pointer + first * left.Across, left.Across, left.Along);
            Tiles<T, V>.Run((int)(end - first), Columns, depth, rows, new(right, 1, Columns), target + first * pitch, pitch, epilogue);
        }
    }

    // For each group, panels of target channels, whose weights are turned some terms at a time.
    struct Results : IRange
    {
        public SampledConv<T> Conv;
        public T* Patches;
        public long Pitch;

        public static long Panels(in SampledConv<T> conv) => (conv.Targets + Columns - 1) / Columns;

        readonly int Depth => Tiling<T, V>.DepthOf(Conv.Terms);

        public readonly void Run(long from, long to)
        {
            var results = Conv.Batch * Conv.Pixels;
            using var weights = new Scratch<T>(Depth * Columns);
            using var sums = new Scratch<T>(results * Columns);
            for (; from < to; from++)
            {
                var (group, panel) = Math.DivRem(from, Panels(Conv));
                var target = panel * Columns;
                var channels = (int)Math.Min(Columns, Conv.Targets - target);
                Multiply(group, target, channels, weights.Pointer, sums.Pointer);
                for (long image = 0; image < Conv.Batch; image++)
                    Transposing<T>.Run(
                        sums.Pointer + image * Conv.Pixels * Columns, Columns, Conv.Pixels, channels,
                        Conv.TargetChannel(image, group, target), Conv.TargetSize);
            }
        }

        readonly void Multiply(long group, long target, int channels, T* weights, T* sums)
        {
            var bias = stackalloc T[Columns];
            for (var i = 0; i < Columns; i++) bias[i] = i < channels ? Conv.BiasOf(group, target + i) : default;
            var results = Conv.Batch * Conv.Pixels;
            for (long place = 0; place < Conv.Terms; place += Depth)
            {
                var depth = (int)Math.Min(Depth, Conv.Terms - place);
                var weight = (T*)Conv.Weight + group * Conv.WeightGroup + target * Conv.Terms + place;
                Packing<T>.Pack(weight, Conv.Terms, 1, channels, Columns, depth, weights);
                var epilogue = place == 0 ? new Epilogue<T> { ColumnBias = bias } : new() { Accumulate = true };
                Lines(results, depth, new(Patches + group * results * Pitch + place, Pitch, 1), weights, sums, Columns, epilogue);
            }
        }
    }

    // For each group, as many source channels as a panel has columns: what each result has of their terms, folded.
    struct Sources : IRange
    {
        public SampledConv<T> Conv;
        public PatchRows<T> Patches;

        public static long Blocks(in SampledConv<T> conv) => (conv.Sources + Columns - 1) / Columns;

        readonly int Depth => Tiling<T, V>.DepthOf(Conv.Targets);

        public readonly void Run(long from, long to)
        {
            var pitch = Conv.Taps * Columns;
            using var weights = new Scratch<T>(pitch * Depth);
            using var rows = new Scratch<T>(Conv.Batch * Conv.Pixels * pitch);
            using var plane = new Scratch<T>(Patches.PlaneSize);
            using var offsets = new Scratch<long>(Patches.OffsetCount);
            Patches.Offsets(offsets.Pointer);
            for (; from < to; from++)
            {
                var (group, block) = Math.DivRem(from, Blocks(Conv));
                long first = block * Columns, end = Math.Min(first + Columns, Conv.Sources);
                Multiply(group, first * Conv.Taps, (end - first) * Conv.Taps, weights.Pointer, rows.Pointer);
                for (var source = first; source < end; source++)
                {
                    var bias = Conv.Bias == 0 ? default : ((T*)Conv.Bias)[group * Conv.Sources + source];
                    for (long image = 0; image < Conv.Batch; image++)
                    {
                        var row = rows.Pointer + image * Conv.Pixels * pitch + (source - first) * Conv.Taps;
                        Patches.Fold(row, pitch, offsets.Pointer, bias, plane.Pointer, Conv.SourceChannel(image, group, source));
                    }
                }
            }
        }

        // The gradients of results times these weights.
        readonly void Multiply(long group, long term, long terms, T* weights, T* rows)
        {
            long pitch = Conv.Taps * Columns, panels = (terms + Columns - 1) / Columns;
            for (long place = 0; place < Conv.Targets; place += Depth)
            {
                var depth = (int)Math.Min(Depth, Conv.Targets - place);
                Pack((T*)Conv.Weight + group * Conv.WeightGroup + place * Conv.Terms + term, terms, depth, weights);
                var epilogue = new Epilogue<T> { Accumulate = place > 0 };
                for (long panel = 0; panel < panels; panel++)
                {
                    var right = weights + panel * depth * Columns;
                    for (long image = 0; image < Conv.Batch; image++)
                    {
                        var gradients = Conv.TargetChannel(image, group, place);
                        var target = rows + image * Conv.Pixels * pitch + panel * Columns;
                        Lines(Conv.Pixels, depth, new(gradients, 1, Conv.TargetSize), right, target, pitch, epilogue);
                    }
                }
            }
        }

        // Line by line, as they lie, into panels.
        [MethodImpl(Compile.Loop)]
        readonly void Pack(T* source, long terms, int depth, T* target)
        {
            long whole = terms / (2 * V.Count) * (2 * V.Count), next = depth * 2 * V.Count, size = Conv.Terms;
            for (; depth > 0; depth--, source += size, target += 2 * V.Count)
            {
                var panel = target;
                long term = 0;
                for (; term < whole; term += 2 * V.Count, panel += next)
                {
                    V first = V.Load(source + term), second = V.Load(source + term + V.Count);
                    V.Store(first, panel);
                    V.Store(second, panel + V.Count);
                }
                if (whole == terms) continue;
                for (var i = 0; i < 2 * V.Count; i++) panel[i] = term + i < terms ? source[term + i] : default;
            }
        }
    }

    // For each group, panels of terms.
    struct Weights : IRange
    {
        public SampledConv<T> Conv;
        public T* Patches;
        public long Pitch;

        public static long Blocks(in SampledConv<T> conv) => (conv.Terms + PanelsTogether * Columns - 1) / (PanelsTogether * Columns);

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var (group, block) = Math.DivRem(from, Blocks(Conv));
                long first = block * PanelsTogether * Columns, end = Math.Min(first + PanelsTogether * Columns, Conv.Terms);
                for (long target = 0; target < Conv.Targets; target += Rows)
                {
                    var rows = (int)Math.Min(Rows, Conv.Targets - target);
                    for (var term = first; term < end; term += Columns) Tile(group, target, rows, term);
                }
            }
        }

        readonly void Tile(long group, long target, int rows, long term)
        {
            var columns = (int)Math.Min(Columns, Conv.Terms - term);
            var weight = (T*)Conv.Weight + group * Conv.WeightGroup + target * Conv.Terms + term;
            for (long image = 0; image < Conv.Batch; image++)
            {
                var left = new Panel<T>(Conv.TargetChannel(image, group, target), Conv.TargetSize, 1);
                var right = new Panel<T>(Patches + (group * Conv.Batch + image) * Conv.Pixels * Pitch + term, 1, Pitch);
                Tiles<T, V>.Run(
                    rows, columns, (int)Conv.Pixels, left, right, weight, Conv.Terms, new Epilogue<T> { Accumulate = image > 0 });
            }
        }
    }
}
