using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The gradient of a depthwise convolution's weight: inner products of an output channel's gradient, laid out with the pitch of
/// the input's planes, with a few shifted copies of the input channel. A thread finishes a channel over all images, so the result
/// does not depend on the number of threads.
/// </summary>
internal static unsafe class DepthwiseWeight<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    const long Grain = 1 << 15;

    public static void Run(in ConvShape shape, T* x, T* g, T* weight)
    {
        var conv = SampledConv<T>.Forward(shape, x, weight, null, g);
        var planes = new Planes(conv.Depth, conv.Height, conv.Width);
        using var table = new Scratch<long>(conv.Taps);
        planes.Offsets(table.Pointer);
        var work = new Channels { Conv = conv, Planes = planes, Offsets = (nint)table.Pointer };
        Threads.For(conv.Groups, Math.Max(1, Grain / (conv.Batch * conv.Targets * conv.Pixels * conv.Taps)), work);
    }

    struct Channels : IRange
    {
        public SampledConv<T> Conv;
        public Planes Planes;
        public nint Offsets;

        public readonly void Run(long from, long to)
        {
            var length = Planes.Position(Conv.Depth.Count - 1, Conv.Height.Count - 1, Conv.Width.Count);
            var rounded = (length + V.Count - 1) / V.Count * V.Count;
            using var data = new Scratch<T>(Planes.ChannelSize + ChannelsLast<T>.Slack);
            using var line = new Scratch<T>(rounded);
            // What vectors read beyond the planes is multiplied by 0, and must not be a NaN of old.
            new Span<T>(data.Pointer + Planes.ChannelSize, ChannelsLast<T>.Slack).Clear();
            new Span<T>(line.Pointer, (int)rounded).Clear();
            for (var group = from; group < to; group++)
            {
                for (long image = 0; image < Conv.Batch; image++)
                {
                    Planes.Fill(Conv.SourceChannel(image, group, 0), data.Pointer);
                    for (long target = 0; target < Conv.Targets; target++)
                    {
                        Spread(Conv.TargetChannel(image, group, target), line.Pointer);
                        var sums = (T*)Conv.Weight + group * Conv.WeightGroup + target * Conv.WeightTarget;
                        Products(line.Pointer, data.Pointer, rounded, sums, add: image > 0);
                    }
                }
            }
        }

        // The rows of a channel at the pitch of the planes; between them are zeros.
        readonly void Spread(T* channel, T* line)
        {
            for (long d = 0; d < Conv.Depth.Count; d++)
            {
                for (long h = 0; h < Conv.Height.Count; h++, channel += Conv.Width.Count)
                    Lanes<T>.Copy(channel, line + Planes.Position(d, h, 0), Conv.Width.Count);
            }
        }

        readonly void Products(T* line, T* data, long length, T* sums, bool add)
        {
            var offsets = (long*)Offsets;
            var three = stackalloc T[3];
            long tap = 0;
            for (; tap + 3 <= Conv.Taps; tap += 3)
                Three(line, data + offsets[tap], data + offsets[tap + 1], data + offsets[tap + 2], length, sums + tap, add);
            for (; tap < Conv.Taps; tap++)
            {
                T* source = data + offsets[tap];
                Three(line, source, source, source, length, three, add: false);
                Store(sums + tap, V128<T>.LoadOne(three), add);
            }
        }
    }

    // Two vectors at a time, each with sums of its own.
    [MethodImpl(Compile.Loop)]
    static void Three(T* line, T* a, T* b, T* c, long length, T* sums, bool add)
    {
        V a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        long p = 0;
        for (; p <= length - 2 * V.Count; p += 2 * V.Count)
        {
            V x0 = V.Load(line + p), x1 = V.Load(line + p + V.Count);
            a0 = V.MultiplyAdd(x0, V.Load(a + p), a0);
            a1 = V.MultiplyAdd(x1, V.Load(a + p + V.Count), a1);
            b0 = V.MultiplyAdd(x0, V.Load(b + p), b0);
            b1 = V.MultiplyAdd(x1, V.Load(b + p + V.Count), b1);
            c0 = V.MultiplyAdd(x0, V.Load(c + p), c0);
            c1 = V.MultiplyAdd(x1, V.Load(c + p + V.Count), c1);
        }
        for (; p < length; p += V.Count)
        {
            var x = V.Load(line + p);
            a0 = V.MultiplyAdd(x, V.Load(a + p), a0);
            b0 = V.MultiplyAdd(x, V.Load(b + p), b0);
            c0 = V.MultiplyAdd(x, V.Load(c + p), c0);
        }
        var lanes = stackalloc T[V.Count];
        V.Store(a0 + a1, lanes);
        Store(sums, LaneSum<T>.Total<V>(lanes), add);
        V.Store(b0 + b1, lanes);
        Store(sums + 1, LaneSum<T>.Total<V>(lanes), add);
        V.Store(c0 + c1, lanes);
        Store(sums + 2, LaneSum<T>.Total<V>(lanes), add);
    }

    static void Store(T* sum, V128<T> value, bool add) => V128<T>.StoreOne(add ? V128<T>.LoadOne(sum) + value : value, sum);
}
