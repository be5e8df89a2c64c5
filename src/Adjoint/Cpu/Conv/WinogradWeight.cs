using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The gradient of a 3 x 3 kernel with steps of 1 by the transpose of Winograd's F(4 x 4, 3 x 3): 36 products of matrices, with the
/// tiles of all images as their inner dimension, and a quarter of the multiplications. A thread finishes each sum.
/// </summary>
internal static unsafe class WinogradWeight<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    const int Inputs = WinogradSteps<T, V>.Inputs, Results = WinogradSteps<T, V>.Results, Products = WinogradSteps<T, V>.Products;

    // Factors that exist at a time, to stay in the caches.
    const long FactorElements = 1 << 20;

    // Into how many blocks of rows each product is cut.
    const long Blocks = 2;

    public static void Run(in ConvShape shape, T* x, T* g, T* weight)
    {
        var conv = SampledConv<T>.Forward(shape, x, weight, null, g);
        long down = (conv.Height.Count + Results - 1) / Results, across = (conv.Width.Count + Results - 1) / Results;
        var images = Math.Clamp(FactorElements / (conv.Groups * Products * down * across * (conv.Sources + conv.Targets)), 1, conv.Batch);
        var pixels = Math.Max(InputLayout(conv, down, across).ImageSize, OutputLayout(conv, down, across).ImageSize);
        var size = conv.Targets * conv.Sources + V.Count;
        using var data = new Scratch<T>(images * conv.Groups * pixels + V.Count);
        var right = new WinogradFactors<T, V>(conv.Groups, conv.Sources, down, across) { Tiles = images * down * across };
        var left = right with { Channels = conv.Targets };
        using var factors = new Scratch<T>(conv.Groups * Products * (left.MatrixSize + right.MatrixSize));
        using var sums = new Scratch<T>(conv.Groups * Products * size + V.Count);
        left.Memory = (nint)factors.Pointer;
        right.Memory = (nint)(factors.Pointer + conv.Groups * Products * left.MatrixSize);
        for (long first = 0; first < conv.Batch; first += images)
        {
            var part = conv with
            {
                Batch = Math.Min(images, conv.Batch - first),
                Source = (nint)conv.SourceChannel(first, 0, 0),
                Target = (nint)conv.TargetChannel(first, 0, 0),
            };
            left.Gradients(OutputLayout(part, down, across), part.Batch, data.Pointer);
            right.Inputs(InputLayout(part, down, across), part.Batch, data.Pointer);
            var products = new Multiply
            {
                Conv = part,
                Left = left,
                Right = right,
                Sums = (nint)sums.Pointer,
                Size = size,
                Adds = first > 0,
            };
            Threads.For(conv.Groups * Products * Blocks, 1, products);
        }
        Threads.For(conv.Groups * conv.Targets, 1, new Finish { Conv = conv, Sums = (nint)sums.Pointer, Size = size });
    }

    // What the tiles read, and what they have as results.
    static ChannelsLast<T> InputLayout(in SampledConv<T> conv, long down, long across) => new((T*)conv.Source, conv.Sources, new(0, 1, 1),
        new(conv.Height.Start, Results * down + 2, conv.Height.Limit), new(conv.Width.Start, Results * across + 2, conv.Width.Limit));

    static ChannelsLast<T> OutputLayout(in SampledConv<T> conv, long down, long across) => new((T*)conv.Target, conv.Targets, new(0, 1, 1),
        new(0, Results * down, conv.Height.Count), new(0, Results * across, conv.Width.Count));

    // For each group, for each product, blocks of output channels.
    struct Multiply : IRange
    {
        public SampledConv<T> Conv;
        public WinogradFactors<T, V> Left, Right;
        public nint Sums;
        public long Size;
        public bool Adds;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var (matrix, block) = Math.DivRem(from, Blocks);
                var (group, product) = Math.DivRem(matrix, Products);
                long row = Row(block), end = Row(block + 1);
                Matrix<T> left = new(Left.Matrix(group, product) + row, 1, Left.Pitch),
                    right = new(Right.Matrix(group, product), Right.Pitch, 1);
                var sum = (T*)Sums + matrix * Size + row * Conv.Sources;
                Gemm<T>.Run<V>(
                    left, right, sum, Conv.Sources, end - row, Conv.Sources, Conv.Batch * Left.Down * Left.Across,
                    new() { Accumulate = Adds });
            }
        }

        readonly long Row(long block)
        {
            var rows = Tiling<T, V>.Rows;
            return Math.Min((Conv.Targets + rows - 1) / rows * block / Blocks * rows, Conv.Targets);
        }
    }

    // Output channels of all groups.
    struct Finish : IRange
    {
        public SampledConv<T> Conv;
        public nint Sums;
        public long Size;

        public readonly void Run(long from, long to)
        {
            var pitch = (Conv.Sources + V.Count - 1) / V.Count * V.Count;
            using var taps = new Scratch<T>(9 * pitch);
            for (; from < to; from++)
            {
                var (group, target) = Math.DivRem(from, Conv.Targets);
                Taps((T*)Sums + group * Products * Size + target * Conv.Sources, taps.Pointer, pitch);
                Packing<T>.Pack(taps.Pointer, pitch, 1, 9, 9, (int)Conv.Sources, (T*)Conv.Weight + from * Conv.Terms);
            }
        }

        // A line for each element of the kernel.
        [MethodImpl(Compile.Loop)]
        readonly void Taps(T* sums, T* taps, long pitch)
        {
            var half = stackalloc T[3 * Inputs * V.Count];
            for (var end = taps + pitch; taps < end; taps += V.Count, sums += V.Count)
            {
                for (var j = 0; j < Inputs; j++)
                {
                    WinogradSteps<T, V>.Weight(sums + j * Size, Inputs * Size, out var w0, out var w1, out var w2);
                    V.Store(w0, half + j * V.Count);
                    V.Store(w1, half + (Inputs + j) * V.Count);
                    V.Store(w2, half + (2 * Inputs + j) * V.Count);
                }
                for (var i = 0; i < 3; i++)
                {
                    WinogradSteps<T, V>.Weight(half + i * Inputs * V.Count, V.Count, out var w0, out var w1, out var w2);
                    V.Store(w0, taps + 3 * i * pitch);
                    V.Store(w1, taps + (3 * i + 1) * pitch);
                    V.Store(w2, taps + (3 * i + 2) * pitch);
                }
            }
        }
    }
}
