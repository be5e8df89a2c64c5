using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The gradient of the weight of a depthwise convolution of 3x3 at step 1: down each column of gradients, nine sums in registers,
/// over all images. A thread finishes a channel, so the result does not depend on the number of threads.
/// </summary>
internal static unsafe class DepthwiseThreeWeight<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    const long Grain = 1 << 16;

    /// <summary>Computes the gradient; the target of <paramref name="conv"/> is the output's gradient.</summary>
    public static void Run(in SampledConv<T> conv) =>
        Threads.For(conv.Groups, Math.Max(1, Grain / (conv.Batch * conv.Targets * conv.Pixels * conv.Taps)), new Channels { Conv = conv });

    struct Channels : IRange
    {
        public SampledConv<T> Conv;

        public readonly void Run(long from, long to)
        {
            var taps = new ThreeTaps<T, V>(Conv.Height, Conv.Width);
            using var masks = new Scratch<T>(taps.MaskSize);
            using var sourceCopy = new Scratch<T>(taps.Before + Conv.SourceSize + taps.After);
            using var targetCopy = new Scratch<T>(Conv.TargetSize + taps.Behind);
            taps.FillMasks(masks.Pointer);
            var sums = stackalloc T[9 * V.Count];
            for (; from < to; from++)
            {
                for (long target = 0; target < Conv.Targets; target++)
                {
                    new Span<T>(sums, 9 * V.Count).Clear();
                    for (long image = 0; image < Conv.Batch; image++)
                    {
                        long channel = image * Conv.Groups + from, channels = Conv.Batch * Conv.Groups;
                        var source = ThreeTaps<T, V>.Readable(
                            (T*)Conv.Source, channel, channels, Conv.SourceSize, taps.Before, taps.After, sourceCopy.Pointer);
                        var gradient = ThreeTaps<T, V>.Readable(
                            (T*)Conv.Target, channel * Conv.Targets + target, channels * Conv.Targets, Conv.TargetSize, 0,
                            taps.Behind, targetCopy.Pointer);
                        for (long column = 0; column < taps.Columns; column++)
                        {
                            var left = taps.Left(column);
                            Column(
                                source + left + Conv.Width.Base, gradient + left,
                                taps.Rows, ThreeTaps<T, V>.MaskOf(masks.Pointer, column), sums);
                        }
                    }
                    var weight = (T*)Conv.Weight + from * Conv.WeightGroup + target * Conv.WeightTarget;
                    for (var i = 0; i < 9; i++) V128<T>.StoreOne(LaneSum<T>.Total<V>(sums + i * V.Count), weight + i);
                }
            }
        }
    }

    [MethodImpl(Compile.Loop)]
    static void Column(T* source, T* gradient, ThreeRows rows, T* masks, T* sums)
    {
        V m0 = V.Load(masks), m1 = V.Load(masks + V.Count), m2 = V.Load(masks + 2 * V.Count), counted = V.Load(masks + 3 * V.Count);
        V s0 = V.Load(sums), s1 = V.Load(sums + V.Count), s2 = V.Load(sums + 2 * V.Count);
        V s3 = V.Load(sums + 3 * V.Count), s4 = V.Load(sums + 4 * V.Count), s5 = V.Load(sums + 5 * V.Count);
        V s6 = V.Load(sums + 6 * V.Count), s7 = V.Load(sums + 7 * V.Count), s8 = V.Load(sums + 8 * V.Count);
        V before = default, last = default;
        source += rows.First * rows.Pitch;
        for (long row = 0; row < rows.Count + 2; row++, source += rows.Pitch, gradient += rows.Width)
        {
            var next = row < rows.Count ? V.And(counted, V.Load(gradient)) : default;
            if ((ulong)(rows.First + row) < (ulong)rows.Limit)
            {
                V a = V.And(m0, V.Load(source)), b = V.And(m1, V.Load(source + 1)), c = V.And(m2, V.Load(source + 2));
                (s0, s1, s2) = (V.MultiplyAdd(next, a, s0), V.MultiplyAdd(next, b, s1), V.MultiplyAdd(next, c, s2));
                (s3, s4, s5) = (V.MultiplyAdd(last, a, s3), V.MultiplyAdd(last, b, s4), V.MultiplyAdd(last, c, s5));
                (s6, s7, s8) = (V.MultiplyAdd(before, a, s6), V.MultiplyAdd(before, b, s7), V.MultiplyAdd(before, c, s8));
            }
            (before, last) = (last, next);
        }
        V.Store(s0, sums);
        V.Store(s1, sums + V.Count);
        V.Store(s2, sums + 2 * V.Count);
        V.Store(s3, sums + 3 * V.Count);
        V.Store(s4, sums + 4 * V.Count);
        V.Store(s5, sums + 5 * V.Count);
        V.Store(s6, sums + 6 * V.Count);
        V.Store(s7, sums + 7 * V.Count);
        V.Store(s8, sums + 8 * V.Count);
    }
}
