using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// A convolution with up to four target channels in a group: too few for patches to be worth packing. The terms are read where
/// they lie in the planes, and rows are summed as one line, borders included, of which the results are then taken.
/// </summary>
internal static unsafe class FewTargets<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>The most target channels a group may have.</summary>
    public const int Most = 4;

    const long LineElements = 1024;
    const int Vectors = 4;

    public static void Run(in SampledConv<T> conv)
    {
        var pitch = new Planes(conv.Depth, conv.Height, conv.Width).Pitch;
        var rows = Math.Clamp(LineElements / pitch, 1, conv.Height.Count);
        var planes = new Planes(conv.Depth with { Count = 1 }, conv.Height with { Count = rows }, conv.Width);
        using var tables = new Scratch<long>(2 * conv.Taps);
        planes.Offsets(tables.Pointer);
        conv.KernelElements(tables.Pointer + conv.Taps);
        var work = new Blocks { Conv = conv, Planes = planes, Tables = (nint)tables.Pointer, Rows = rows };
        work.RowBlocks = (conv.Height.Count + rows - 1) / rows;
        Threads.For(conv.Batch * conv.Groups * conv.Depth.Count * work.RowBlocks, Math.Max(1, 32768 / (rows * pitch * conv.Terms)), work);
    }

    // Who sums a block also lays out what it reads: planes that another core has written would come line by line from its cache.
    struct Blocks : IRange
    {
        public SampledConv<T> Conv;
        public Planes Planes;
        public nint Tables;
        public long Rows, RowBlocks;

        public readonly void Run(long from, long to)
        {
            var stride = Rows * Planes.Pitch + Vectors * V.Count;
            using var data = new Scratch<T>(Conv.Sources * Planes.ChannelSize + Vectors * V.Count);
            using var terms = new Scratch<long>(Conv.Terms);
            using var weights = new Scratch<T>(Most * Conv.Terms);
            using var lines = new Scratch<T>(Most * stride);
            var bias = stackalloc T[Most];
            long ready = -1;
            for (var i = from; i < to; i++)
            {
                var (rest, block) = Math.DivRem(i, RowBlocks);
                var (channel, depth) = Math.DivRem(rest, Conv.Depth.Count);
                var (image, group) = Math.DivRem(channel, Conv.Groups);
                if (group != ready) Prepare(group, terms.Pointer, weights.Pointer, bias);
                ready = group;
                long row = block * Rows, rows = Math.Min(Rows, Conv.Height.Count - row);
                LayOut(image, group, depth, row, data.Pointer);
                var count = (rows - 1) * Planes.Pitch + Conv.Width.Count;
                Sum(data.Pointer, terms.Pointer, weights.Pointer, Conv.Terms, bias, lines.Pointer, stride, count);
                for (long target = 0; target < Conv.Targets; target++)
                    Store(image, group, target, depth, row, rows, lines.Pointer + target * stride);
            }
        }

        // What the results of some rows read.
        readonly void LayOut(long image, long group, long depth, long row, T* data)
        {
            var (slice, top) = (Conv.Depth.Start + depth * Conv.Depth.Step, Conv.Height.Start + row * Conv.Height.Step);
            var (one, some) = (Conv.Depth with { Count = 1, Start = slice }, Conv.Height with { Count = Rows, Start = top });
            var planes = new Planes(one, some, Conv.Width);
            for (long source = 0; source < Conv.Sources; source++)
                planes.Fill(Conv.SourceChannel(image, group, source), data + source * planes.ChannelSize);
        }

        // The place of each term in the planes, and its weights for all targets; those that are not there are 0.
        readonly void Prepare(long group, long* terms, T* weights, T* bias)
        {
            long* offsets = (long*)Tables, elements = offsets + Conv.Taps;
            for (long target = 0; target < Most; target++) bias[target] = target < Conv.Targets ? Conv.BiasOf(group, target) : default;
            for (long term = 0; term < Conv.Terms; term++, weights += Most)
            {
                var (source, tap) = Math.DivRem(term, Conv.Taps);
                terms[term] = source * Planes.ChannelSize + offsets[tap];
                var weight = (T*)Conv.Weight + group * Conv.WeightGroup + source * Conv.WeightSource + elements[tap];
                for (long target = 0; target < Most; target++)
                    weights[target] = target < Conv.Targets ? weight[target * Conv.WeightTarget] : default;
            }
        }

        readonly void Store(long image, long group, long channel, long depth, long row, long rows, T* line)
        {
            var target = Conv.TargetChannel(image, group, channel);
            for (long i = 0; i < rows; i++, line += Planes.Pitch)
            {
                var place = target + Conv.TargetPlace(depth, row + i, 0);
                if (Conv.Width.Spread == 1) Lanes<T>.Copy(line, place, Conv.Width.Count);
                else Lanes<T>.Spread(line, place, Conv.Width.Count, Conv.Width.Spread);
            }
        }
    }

    // line[j][p] = bias[j] + Σ weights[t][j] data[terms[t] + p]; vectors reach a little beyond both.
    [MethodImpl(Compile.Loop)]
    static void Sum(T* data, long* terms, T* weights, long count, T* bias, T* line, long stride, long length)
    {
        for (; length > 0; length -= Vectors * V.Count, data += Vectors * V.Count, line += Vectors * V.Count)
        {
            V a0 = V.LoadOne(bias), a1 = a0, a2 = a0, a3 = a0, b0 = V.LoadOne(bias + 1), b1 = b0, b2 = b0, b3 = b0;
            V c0 = V.LoadOne(bias + 2), c1 = c0, c2 = c0, c3 = c0, d0 = V.LoadOne(bias + 3), d1 = d0, d2 = d0, d3 = d0;
            var weight = weights;
            for (long t = 0; t < count; t++, weight += Most)
            {
                var source = data + terms[t];
                V x0 = V.Load(source), x1 = V.Load(source + V.Count), x2 = V.Load(source + 2 * V.Count), x3 = V.Load(source + 3 * V.Count);
                Add(V.LoadOne(weight), x0, x1, x2, x3, ref a0, ref a1, ref a2, ref a3);
                Add(V.LoadOne(weight + 1), x0, x1, x2, x3, ref b0, ref b1, ref b2, ref b3);
                Add(V.LoadOne(weight + 2), x0, x1, x2, x3, ref c0, ref c1, ref c2, ref c3);
                Add(V.LoadOne(weight + 3), x0, x1, x2, x3, ref d0, ref d1, ref d2, ref d3);
            }
            Store(line, a0, a1, a2, a3);
            Store(line + stride, b0, b1, b2, b3);
            Store(line + 2 * stride, c0, c1, c2, c3);
            Store(line + 3 * stride, d0, d1, d2, d3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(V weight, V x0, V x1, V x2, V x3, ref V s0, ref V s1, ref V s2, ref V s3)
    {
        s0 = V.MultiplyAdd(weight, x0, s0);
        s1 = V.MultiplyAdd(weight, x1, s1);
        s2 = V.MultiplyAdd(weight, x2, s2);
        s3 = V.MultiplyAdd(weight, x3, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(T* line, V v0, V v1, V v2, V v3)
    {
        V.Store(v0, line);
        V.Store(v1, line + V.Count);
        V.Store(v2, line + 2 * V.Count);
        V.Store(v3, line + 3 * V.Count);
    }
}
