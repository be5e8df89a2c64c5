using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The gradient of the weight of a 1x1 convolution over many pixels: for each image gradients [output channels, pixels] times the
/// transposed source [pixels, input channels], as they lie. Pieces of the images are summed up in parts that the sizes alone decide.
/// </summary>
internal static unsafe class PointWeight<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Pixels of a piece, parts, and elements of all their sums, that there are at most.
    const long MostPixels = 4096, MostParts = 16, MostSums = 1 << 19;

    // Multiplications and sums a thread should at least have.
    const long Grain = 1 << 17, SumGrain = 1 << 14;

    /// <summary>Computes the weight of a convolution whose results read the pixel at their own place and no other.</summary>
    public static void Run(in SampledConv<T> conv)
    {
        var stride = Packing<T>.Padded(conv.Sources, V.Count);
        var cuts = (conv.Pixels + MostPixels - 1) / MostPixels;
        var parts = Math.Clamp(MostSums / (conv.Groups * conv.Targets * stride), 1, Math.Min(MostParts, conv.Batch * cuts));
        using var sums = new Scratch<T>(conv.Groups * parts * conv.Targets * stride);
        var work = new Parts { Conv = conv, Sums = (nint)sums.Pointer, Count = parts, Cuts = cuts, Stride = stride };
        var count = conv.Groups * parts;
        // Few and large products share the threads one after the other.
        if (count < 2 * Threads.Count) work.Run(0, count);
        else Threads.For(count, Math.Max(1, Grain * count / (conv.Batch * conv.Groups * conv.Pixels * conv.Targets * conv.Sources)), work);
        var finish = new WeightSums<T, V>(conv, work.Sums, parts, conv.Targets, stride);
        Threads.For(conv.Groups * conv.Targets, Math.Max(1, SumGrain / (parts * conv.Sources)), finish);
    }

    struct Parts : IRange
    {
        public SampledConv<T> Conv;
        public nint Sums;
        public long Count, Cuts, Stride;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var (group, part) = Math.DivRem(from, Count);
                var sum = (T*)Sums + from * Conv.Targets * Stride;
                long pieces = Conv.Batch * Cuts, first = pieces * part / Count, end = pieces * (part + 1) / Count;
                for (var piece = first; piece < end; piece++) Add(group, piece, sum, piece > first);
            }
        }

        readonly void Add(long group, long piece, T* sum, bool adds)
        {
            var (image, cut) = Math.DivRem(piece, Cuts);
            long begin = Conv.Pixels * cut / Cuts, end = Conv.Pixels * (cut + 1) / Cuts;
            var gradients = new Matrix<T>(Conv.TargetChannel(image, group, 0) + begin, Conv.Pixels, 1);
            var source = new Matrix<T>(Conv.SourceChannel(image, group, 0) + begin, 1, Conv.Pixels);
            Gemm<T>.Run<V>(gradients, source, sum, Stride, Conv.Targets, Conv.Sources, end - begin, new() { Accumulate = adds });
        }
    }
}
