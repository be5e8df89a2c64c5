using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// A depthwise convolution of 3x3 at step 1: down each column of results, a row of the source is read once, with its neighbours to
/// the left and right, and added to the three rows of results that see it, which stay in registers. Nothing is laid out before.
/// </summary>
internal static unsafe class DepthwiseThree<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Multiplications a thread should at least have.
    const long Grain = 1 << 16;

    public static void Run(in SampledConv<T> conv) =>
        Threads.For(conv.Batch * conv.Groups, Math.Max(1, Grain / (conv.Targets * conv.Pixels * conv.Taps)), new Channels { Conv = conv });

    struct Channels : IRange
    {
        public SampledConv<T> Conv;

        public readonly void Run(long from, long to)
        {
            var taps = new ThreeTaps<T, V>(Conv.Height, Conv.Width);
            using var masks = new Scratch<T>(taps.MaskSize);
            using var copy = new Scratch<T>(taps.Before + Conv.SourceSize + taps.After);
            taps.FillMasks(masks.Pointer);
            var elements = stackalloc long[9];
            ThreeTaps<T, V>.Elements(Conv, elements);
            var weights = stackalloc T[9];
            for (; from < to; from++)
            {
                var (image, group) = Math.DivRem(from, Conv.Groups);
                var source = ThreeTaps<T, V>.Readable(
                    (T*)Conv.Source, from, Conv.Batch * Conv.Groups, Conv.SourceSize, taps.Before, taps.After, copy.Pointer);
                for (long target = 0; target < Conv.Targets; target++)
                {
                    var kernel = (T*)Conv.Weight + group * Conv.WeightGroup + target * Conv.WeightTarget;
                    for (var i = 0; i < 9; i++) weights[i] = kernel[elements[i]];
                    for (long column = 0; column < taps.Columns; column++)
                    {
                        var left = taps.Left(column);
                        Column(source + left + Conv.Width.Base, taps.Rows, ThreeTaps<T, V>.MaskOf(masks.Pointer, column), weights,
                            V.Fill(Conv.BiasOf(group, target)), Conv.TargetChannel(image, group, target) + left);
                    }
                }
            }
        }
    }

    // Vectors wider than a row write over the next ones, which come later; at the end of the channel there is none.
    [MethodImpl(Compile.Loop)]
    static void Column(T* source, ThreeRows rows, T* masks, T* weights, V begin, T* target)
    {
        V m0 = V.Load(masks), m1 = V.Load(masks + V.Count), m2 = V.Load(masks + 2 * V.Count);
        V w0 = V.LoadOne(weights), w1 = V.LoadOne(weights + 1), w2 = V.LoadOne(weights + 2);
        V w3 = V.LoadOne(weights + 3), w4 = V.LoadOne(weights + 4), w5 = V.LoadOne(weights + 5);
        V w6 = V.LoadOne(weights + 6), w7 = V.LoadOne(weights + 7), w8 = V.LoadOne(weights + 8);
        var spare = stackalloc T[V.Count];
        V ending = begin, middle = begin, beginning = begin;
        var whole = rows.Width >= V.Count ? rows.Count : rows.Count - (V.Count - 1) / rows.Width;
        source += rows.First * rows.Pitch;
        for (long row = 0; row < rows.Count + 2; row++, source += rows.Pitch)
        {
            if ((ulong)(rows.First + row) < (ulong)rows.Limit)
            {
                V a = V.And(m0, V.Load(source)), b = V.And(m1, V.Load(source + 1)), c = V.And(m2, V.Load(source + 2));
                ending = V.MultiplyAdd(w8, c, V.MultiplyAdd(w7, b, V.MultiplyAdd(w6, a, ending)));
                middle = V.MultiplyAdd(w5, c, V.MultiplyAdd(w4, b, V.MultiplyAdd(w3, a, middle)));
                beginning = V.MultiplyAdd(w2, c, V.MultiplyAdd(w1, b, V.MultiplyAdd(w0, a, beginning)));
            }
            if (row >= 2)
            {
                if (row - 2 < whole) V.Store(ending, target);
                else
                {
                    V.Store(ending, spare);
                    Lanes<T>.Copy(spare, target, rows.Width);
                }
                target += rows.Width;
            }
            (ending, middle, beginning) = (middle, beginning, begin);
        }
    }
}
