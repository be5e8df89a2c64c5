using Adjoint.Cpu.Conv;

namespace Adjoint.Ops;

/// <summary>
/// What convolutions of one kind share: for each spatial dimension its stride, its padding on both sides, and its dilation.
/// </summary>
internal readonly record struct ConvOptions(Dims Stride, Dims Before, Dims After, Dims Dilation, long Groups)
{
    /// <summary>The size of the output along a spatial dimension.</summary>
    public long Output(int dim, long input, long kernel) =>
        (input + Before[dim] + After[dim] - Dilation[dim] * (kernel - 1) - 1) / Stride[dim] + 1;

    /// <summary>How much of the padded input a kernel covers along a spatial dimension.</summary>
    public long Extent(int dim, long kernel) => Dilation[dim] * (kernel - 1) + 1;

    /// <summary>The convolution as the kernels see it, from the sizes of its input, its output and its weight.</summary>
    public ConvShape Shape(ReadOnlySpan<long> input, ReadOnlySpan<long> output, ReadOnlySpan<long> weight)
    {
        var rank = Stride.Length;
        Span<ConvAxis> axes = [ConvAxis.None, ConvAxis.None, ConvAxis.None];
        for (var i = 0; i < rank; i++)
            axes[3 - rank + i] = new(input[2 + i], output[2 + i], weight[2 + i], Stride[i], Before[i], Dilation[i]);
        return new(input[0], Groups, weight[1], weight[0] / Groups, axes[0], axes[1], axes[2]);
    }

    /// <summary>The gradient of a bias: the sum over images and pixels.</summary>
    public static Tensor BiasGradient(Tensor g)
    {
        Span<int> dims = stackalloc int[g.Rank - 1];
        for (var i = 1; i < dims.Length; i++) dims[i] = i + 1;
        return g.Sum(dims);
    }
}
