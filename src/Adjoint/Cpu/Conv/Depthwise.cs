using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// A convolution whose groups have one source channel each: no product of matrices, but a weighted sum of a few shifted copies of
/// one image. A channel is laid out as <see cref="Planes"/>, in the cache, and its rows are summed as one line, borders included,
/// of which the results are then taken.
/// </summary>
internal static unsafe class Depthwise<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Multiplications a thread should at least have, and elements of a line.
    const long Grain = 1 << 15;
    const long LineElements = 2048;

    public static void Run(in SampledConv<T> conv)
    {
        var planes = new Planes(conv.Depth, conv.Height, conv.Width);
        using var tables = new Scratch<long>(2 * conv.Taps);
        planes.Offsets(tables.Pointer);
        conv.KernelElements(tables.Pointer + conv.Taps);
        var work = new Channels { Conv = conv, Planes = planes, Offsets = (nint)tables.Pointer };
        Threads.For(conv.Batch * conv.Groups, Math.Max(1, Grain / (conv.Targets * conv.Pixels * conv.Taps)), work);
    }

    struct Channels : IRange
    {
        public SampledConv<T> Conv;
        public Planes Planes;
        public nint Offsets;

        public readonly void Run(long from, long to)
        {
            var rows = Math.Clamp(LineElements / Planes.Pitch, 1, Conv.Height.Count);
            using var data = new Scratch<T>(Planes.ChannelSize + ChannelsLast<T>.Slack);
            using var line = new Scratch<T>(rows * Planes.Pitch + ChannelsLast<T>.Slack);
            using var weights = new Scratch<T>(Conv.Taps);
            for (var i = from; i < to; i++)
            {
                var (image, group) = Math.DivRem(i, Conv.Groups);
                Planes.Fill(Conv.SourceChannel(image, group, 0), data.Pointer);
                for (long target = 0; target < Conv.Targets; target++)
                {
                    var kernel = (T*)Conv.Weight + group * Conv.WeightGroup + target * Conv.WeightTarget;
                    for (long tap = 0; tap < Conv.Taps; tap++) weights.Pointer[tap] = kernel[((long*)Offsets)[Conv.Taps + tap]];
                    for (long depth = 0; depth < Conv.Depth.Count; depth++)
                    {
                        for (long row = 0; row < Conv.Height.Count; row += rows)
                            Rows(
                                image, group, target, depth, row, Math.Min(rows, Conv.Height.Count - row),
                                data.Pointer, weights.Pointer, line.Pointer);
                    }
                }
            }
        }

        readonly void Rows(long image, long group, long channel, long depth, long row, long rows, T* data, T* weights, T* line)
        {
            var length = (rows - 1) * Planes.Pitch + Conv.Width.Count;
            Sum(data + Planes.Position(depth, row, 0), (long*)Offsets, weights, Conv.Taps, Conv.BiasOf(group, channel), line, length);
            var target = Conv.TargetChannel(image, group, channel);
            for (long i = 0; i < rows; i++, line += Planes.Pitch)
            {
                var place = target + Conv.TargetPlace(depth, row + i, 0);
                if (Conv.Width.Spread == 1) Lanes<T>.Copy(line, place, Conv.Width.Count);
                else Lanes<T>.Spread(line, place, Conv.Width.Count, Conv.Width.Spread);
            }
        }
    }

    /// <summary>line[p] = bias + Σ weights[t] data[offsets[t] + p]; vectors reach a little beyond both.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Sum(T* data, long* offsets, T* weights, long taps, T bias, T* line, long length)
    {
        var begin = V.Fill(bias);
        for (; length > 0; length -= 4 * V.Count, data += 4 * V.Count, line += 4 * V.Count)
        {
            V s0 = begin, s1 = begin, s2 = begin, s3 = begin;
            for (long t = 0; t < taps; t++)
            {
                var weight = V.LoadOne(weights + t);
                var source = data + offsets[t];
                s0 = V.MultiplyAdd(weight, V.Load(source), s0);
                s1 = V.MultiplyAdd(weight, V.Load(source + V.Count), s1);
                s2 = V.MultiplyAdd(weight, V.Load(source + 2 * V.Count), s2);
                s3 = V.MultiplyAdd(weight, V.Load(source + 3 * V.Count), s3);
            }
            V.Store(s0, line);
            V.Store(s1, line + V.Count);
            V.Store(s2, line + 2 * V.Count);
            V.Store(s3, line + 3 * V.Count);
        }
    }
}
