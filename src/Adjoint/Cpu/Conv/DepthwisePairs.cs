using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The gradient of a depthwise convolution's input where rows have a stride of 2: all phases of a channel one after the other, as
/// <see cref="Depthwise{T, V}"/> does it, but from one copy of the channel; lines of even and of odd places become rows together.
/// </summary>
internal static unsafe class DepthwisePairs<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Multiplications a thread should at least have, and elements of a line.
    const long Grain = 1 << 15;
    const long LineElements = 2048;

    /// <summary>Whether phases are pairs of even and odd places, and read anything.</summary>
    public static bool CanRun(ProductPhase<T>* phases, int count)
    {
        if (!ConvPath.UsesDepthwise(phases->Conv.Sources, phases->Conv.Targets) || phases->Conv.Width.Spread != 2 || count % 2 != 0)
            return false;
        var taps = phases->Conv.Taps;
        for (var i = 1; i < count; i++)
        {
            if (phases[i].Conv.Width.Origin != i % 2) return false;
            taps += phases[i].Conv.Taps;
        }
        return taps > 0;
    }

    public static void Run(ProductPhase<T>* phases, int count)
    {
        var conv = phases->Conv;
        long taps = 0;
        for (var i = 0; i < count; i++) taps += phases[i].Conv.Taps;
        using var tables = new Scratch<long>(2 * taps);
        var (depth, height, width) = ProductPhase<T>.Read(phases, count);
        var work = new Channels
        {
            Phases = phases,
            Count = count,
            Planes = new(All(depth), All(height), All(width)),
            Offsets = tables.Pointer,
            Elements = tables.Pointer + taps,
        };
        var offsets = work.Offsets;
        var elements = work.Elements;
        for (var phase = phases; phase < phases + count; phase++, offsets += phase[-1].Conv.Taps, elements += phase[-1].Conv.Taps)
        {
            Offsets(phase->Conv, work.Planes.Position(-depth.Start, -height.Start, -width.Start), work.Planes, offsets);
            phase->Conv.KernelElements(elements);
        }
        Threads.For(conv.Batch * conv.Groups, Math.Max(1, Grain / (conv.Targets * conv.SourceSize * taps)), work);

        static Sampling All(Extent extent) => new(extent.Size, 1, extent.Start, 1, 1, extent.Limit, 0, 1, extent.Size, 0, 1);
    }

    // Where the taps of the first result lie, given where the source begins.
    static void Offsets(in SampledConv<T> conv, long begin, in Planes planes, long* offsets)
    {
        for (long d = 0; d < conv.Depth.Taps; d++)
        {
            for (long h = 0; h < conv.Height.Taps; h++)
            {
                for (long w = 0; w < conv.Width.Taps; w++)
                    *offsets++ = begin + planes.Position(Reads(conv.Depth, d), Reads(conv.Height, h), Reads(conv.Width, w));
            }
        }

        static long Reads(Sampling axis, long tap) => axis.Start + tap * axis.TapStep;
    }

    struct Channels : IRange
    {
        public ProductPhase<T>* Phases;
        public int Count;
        public Planes Planes;
        public long* Offsets, Elements;

        public readonly void Run(long from, long to)
        {
            ref readonly var first = ref Phases->Conv;
            using var data = new Scratch<T>(Planes.ChannelSize + ChannelsLast<T>.Slack);
            using var lines = new Scratch<T>(2 * LineSize(first));
            using var weights = new Scratch<T>(first.WeightTarget);
            for (; from < to; from++)
            {
                var (image, group) = Math.DivRem(from, first.Groups);
                Planes.Fill(first.SourceChannel(image, group, 0), data.Pointer);
                for (long target = 0; target < first.Targets; target++)
                {
                    long taps = 0;
                    for (var phase = 0; phase < Count; phase += 2)
                    {
                        Pair(phase, taps, image, group, target, data.Pointer, weights.Pointer, lines.Pointer);
                        taps += Phases[phase].Conv.Taps + Phases[phase + 1].Conv.Taps;
                    }
                }
            }
        }

        readonly long Rows(in SampledConv<T> conv) => Math.Clamp(LineElements / Planes.Pitch, 1, Math.Max(1, conv.Height.Count));

        // The first phase has at least as many results as any other.
        readonly long LineSize(in SampledConv<T> conv) => Rows(conv) * Math.Max(Planes.Pitch, conv.Width.Count) + ChannelsLast<T>.Slack;

        // Two phases that differ in their columns alone; their taps stand in the tables after others.
        readonly void Pair(int phase, long taps, long image, long group, long channel, T* data, T* weights, T* lines)
        {
            ref readonly SampledConv<T> even = ref Phases[phase].Conv, odd = ref Phases[phase + 1].Conv;
            var kernel = (T*)even.Weight + group * even.WeightGroup + channel * even.WeightTarget;
            for (long tap = 0; tap < even.Taps + odd.Taps; tap++) weights[tap] = kernel[Elements[taps + tap]];
            var bias = even.BiasOf(group, channel);
            var target = even.TargetChannel(image, group, channel);
            long most = Rows(even), size = LineSize(Phases->Conv);
            for (long depth = 0; depth < even.Depth.Count; depth++)
            {
                for (long row = 0; row < even.Height.Count; row += most)
                {
                    var rows = Math.Min(most, even.Height.Count - row);
                    var source = data + Planes.Position(depth, row, 0);
                    var length = (rows - 1) * Planes.Pitch + even.Width.Count;
                    Depthwise<T, V>.Sum(source, Offsets + taps, weights, even.Taps, bias, lines, length);
                    Depthwise<T, V>.Sum(source, Offsets + taps + even.Taps, weights + even.Taps, odd.Taps, bias, lines + size, length);
                    for (long i = 0; i < rows; i++)
                        Lanes<T>.Alternate(
                            lines + i * Planes.Pitch, lines + size + i * Planes.Pitch,
                            target + even.TargetPlace(depth, row + i, 0), even.Width.Target);
                }
            }
        }
    }
}
