using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The weights of a convolution as left panels: for each group, for each few target channels, for each term (source channel, then
/// tap), the weights of these channels side by side.
/// </summary>
internal static unsafe class WeightPacking<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    const long Grain = 16384;

    /// <summary>How many panels a group has.</summary>
    public static long Panels(in SampledConv<T> conv) => (conv.Targets + Tiling<T, V>.Rows - 1) / Tiling<T, V>.Rows;

    /// <summary>How many elements all panels have.</summary>
    public static long Size(in SampledConv<T> conv) => conv.Groups * Panels(conv) * Tiling<T, V>.Rows * conv.Terms;

    public static void Run(in SampledConv<T> conv, long* elements, T* packed)
    {
        var work = new Pack { Conv = conv, Elements = (nint)elements, Packed = (nint)packed };
        Threads.For(conv.Groups * Panels(conv), Math.Max(1, Grain / (Tiling<T, V>.Rows * conv.Terms)), work);
    }

    struct Pack : IRange
    {
        public SampledConv<T> Conv;
        public nint Elements, Packed;

        public readonly void Run(long from, long to)
        {
            var (rows, panels) = (Tiling<T, V>.Rows, Panels(Conv));
            for (var i = from; i < to; i++)
            {
                var (group, panel) = Math.DivRem(i, panels);
                var weights = (T*)Conv.Weight + group * Conv.WeightGroup + panel * rows * Conv.WeightTarget;
                Fill(weights, (int)Math.Min(rows, Conv.Targets - panel * rows), rows, (T*)Packed + i * rows * Conv.Terms);
            }
        }

        readonly void Fill(T* weights, int rows, int width, T* target)
        {
            var elements = (long*)Elements;
            var taps = Conv.Taps;
            for (long source = 0; source < Conv.Sources; source++, weights += Conv.WeightSource)
            {
                for (long tap = 0; tap < taps; tap++, target += width)
                {
                    var weight = weights + elements[tap];
                    for (var row = 0; row < rows; row++) target[row] = weight[row * Conv.WeightTarget];
                    for (var row = rows; row < width; row++) target[row] = default;
                }
            }
        }
    }
}
