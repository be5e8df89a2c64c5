using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The weights of a convolution of step 1 as left panels: for each group, for each few target channels, for each term (source channel, then
/// tap), the weights of these channels side by side.
/// </summary>
internal static unsafe class WeightPacking<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    const long Grain = 16384;

    /// <summary>How many panels a group has.</summary>
    public static long Panels(in SampledConv<T> conv) => (conv.Targets + Tiling<T, V>.Rows - 1) / Tiling<T, V>.Rows;

    /// <summary>How many elements all panels have.</summary>
    public static long Size(in SampledConv<T> conv) => conv.Groups * Panels(conv) * Tiling<T, V>.Rows * conv.Terms;

    public static void Run(in SampledConv<T> conv, T* packed)
    {
        var work = new Pack { Conv = conv, Packed = (nint)packed };
        Threads.For(conv.Groups * Panels(conv), Math.Max(1, Grain / (Tiling<T, V>.Rows * conv.Terms)), work);
    }

    struct Pack : IRange
    {
        public SampledConv<T> Conv;
        public nint Packed;

        public readonly void Run(long from, long to)
        {
            var (rows, panels, taps) = (Tiling<T, V>.Rows, Panels(Conv), Conv.Taps);
            // Kernels that follow each other are one long line.
            var lines = Conv.WeightSource == taps ? 1 : Conv.Sources;
            var depth = (int)(Conv.Terms / Math.Max(1, lines));
            for (var i = from; i < to; i++)
            {
                var (group, panel) = Math.DivRem(i, panels);
                T* weights = (T*)Conv.Weight + group * Conv.WeightGroup + panel * rows * Conv.WeightTarget,
                    target = (T*)Packed + i * rows * Conv.Terms;
                for (long line = 0; line < lines; line++, weights += Conv.WeightSource, target += depth * rows)
                    Packing<T>.Pack(weights, Conv.WeightTarget, 1, (int)Math.Min(rows, Conv.Targets - panel * rows), rows, depth, target);
            }
        }
    }
}
