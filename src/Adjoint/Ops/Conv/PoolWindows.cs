using Adjoint.Cpu.Conv;

namespace Adjoint.Ops;

/// <summary>
/// The windows of a pooling operation over the last dimensions of a tensor: of one size at equal distances, or (without a kernel)
/// sharing the input evenly.
/// </summary>
internal readonly record struct PoolWindows(Dims Output, Dims Kernel, Dims Stride, Dims Padding, Dims Dilation)
{
    /// <summary>The windows of a max or average pooling; checks whether they fit.</summary>
    public static PoolWindows Sliding(
        string name, int rank, Tensor x, Sizes kernel, Sizes? stride, Sizes padding, Sizes dilation, bool ceilMode)
    {
        CheckInput(name, rank, x);
        var sizes = kernel.Expand(rank, name, "kernelSize");
        var windows = new PoolWindows(new(new long[rank]), new(sizes), new((stride ?? kernel).Expand(rank, name, "stride")),
            new(padding.Expand(rank, name, "padding")), new(dilation.Expand(rank, name, "dilation")));
        ConvCheck.Positive(name, "kernelSize", windows.Kernel.Values);
        ConvCheck.Positive(name, "stride", windows.Stride.Values);
        ConvCheck.Positive(name, "dilation", windows.Dilation.Values);
        for (var i = 0; i < rank; i++) windows.Output.Values[i] = windows.Count(name, i, x, ceilMode);
        return windows;
    }

    /// <summary>The windows of an adaptive pooling.</summary>
    public static PoolWindows Adaptive(string name, int rank, Tensor x, AdaptiveSizes output)
    {
        CheckInput(name, rank, x);
        var sizes = output.Expand(x.Shape.AsSpan()[^rank..], name);
        for (var i = 0; i < rank; i++)
        {
            if (x.Size(i - rank) == 0 && sizes[i] > 0)
                throw new ArgumentException($"{name}: the spatial sizes of the input must not be 0, and its shape is {x.Shape}.");
        }
        return new(new(sizes), new([]), new([]), new([]), new([]));
    }

    /// <summary>Whether the windows share the input.</summary>
    public bool IsAdaptive => Kernel.Length == 0;

    /// <summary>The shape of the result.</summary>
    public long[] Shape(Tensor x) => [.. x.Shape.AsSpan()[..^Output.Length], .. Output.Values];

    /// <summary>The windows as the kernels see them.</summary>
    public WindowAxis[] Axes(Tensor x)
    {
        WindowAxis[] axes = [WindowAxis.None, WindowAxis.None, WindowAxis.None];
        for (var i = 0; i < Output.Length; i++)
        {
            var input = x.Size(i - Output.Length);
            axes[3 - Output.Length + i] = IsAdaptive
                ? WindowAxis.Adaptive(input, Output[i])
                : WindowAxis.Sliding(input, Output[i], Kernel[i], Stride[i], Padding[i], Dilation[i]);
        }
        return axes;
    }

    long Count(string name, int dim, Tensor x, bool ceilMode)
    {
        var (input, extent) = (x.Size(dim - Output.Length), Dilation[dim] * (Kernel[dim] - 1) + 1);
        if (Padding[dim] < 0 || Padding[dim] > extent / 2)
            throw new ArgumentException(
                $"{name}: padding must be from 0 to half of the window, {extent / 2} along spatial dimension {dim}, " +
                $"and is {Padding[dim]}.");
        var room = input + 2 * Padding[dim] - extent + (ceilMode ? Stride[dim] - 1 : 0);
        var count = room < 0 ? 0 : room / Stride[dim] + 1;
        // The last window must begin in the input or in the padding before it.
        if (ceilMode && (count - 1) * Stride[dim] >= input + Padding[dim]) count--;
        if (count < 1)
            throw new ArgumentException(
                $"{name}: the window covers {extent} along spatial dimension {dim}, " +
                $"and the padded input has {input + 2 * Padding[dim]} (input {x.Shape}); take a smaller window.");
        return count;
    }

    static void CheckInput(string name, int rank, Tensor x)
    {
        if (x.Rank != rank + 1 && x.Rank != rank + 2)
            throw new ArgumentException(
                $"{name}: the input must have {rank} spatial dimension(s) behind its channels, with or without a batch in front, " +
                $"and its shape is {x.Shape}.");
    }
}
