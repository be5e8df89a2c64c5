namespace Adjoint.Ops;

/// <summary>What is wrong with the arguments of a convolution, said in its name.</summary>
internal static class ConvCheck
{
    public static void Operands(string name, int rank, Tensor x, Tensor weight, Tensor? bias, long outputs)
    {
        var axes = rank switch { 1 => "length", 2 => "height, width", _ => "depth, height, width" };
        if (weight.Rank != rank + 2)
            throw new ArgumentException(
                $"{name}: the weight needs {rank + 2} dimensions, two of channels and {axes}, and its shape is {weight.Shape}.");
        if (x.Rank != rank + 1 && x.Rank != rank + 2)
            throw new ArgumentException(
                $"{name}: the input must be [channels, {axes}] or [batch, channels, {axes}], and its shape is {x.Shape}.");
        if (!AutocastMode.Agree(x.DType, weight.DType) || bias is not null && !AutocastMode.Agree(bias.DType, x.DType))
            throw new ArgumentException(
                $"{name}: the types differ: input {x.DType}, weight {weight.DType}{(bias is null ? "" : $", bias {bias.DType}")}; " +
                "convert with To.");
        if (!x.DType.IsFloatingPoint)
            throw new ArgumentException($"{name}: not defined for {x.DType}; convert input and weight with To(DType.Float32).");
        if (bias is not null && (bias.Rank != 1 || bias.Size(0) != outputs))
            throw new ArgumentException(
                $"{name}: the bias must be [{outputs}], one number for each output channel, and its shape is {bias.Shape}.");
    }

    public static ConvOptions Options(string name, int rank, Tensor weight, Sizes stride, ConvPadding padding, Sizes dilation, long groups)
    {
        var (strides, dilations) = (stride.Expand(rank, name, "stride"), dilation.Expand(rank, name, "dilation"));
        Positive(name, "stride", strides);
        Positive(name, "dilation", dilations);
        Positive(name, "groups", [groups]);
        Positive(name, "the kernel", weight.Shape.AsSpan()[2..].ToArray());
        var (before, after) = padding.Around(weight.Shape.AsSpan()[2..], strides, dilations, name);
        if (before.Any(size => size < 0))
            throw new ArgumentException($"{name}: padding cannot be negative, and is [{string.Join(", ", before)}]; use Narrow to cut.");
        if (weight.Size(0) % groups != 0)
            throw new ArgumentException($"{name}: {groups} groups do not divide the first size of the weight {weight.Shape}.");
        return new(new(strides), new(before), new(after), new(dilations), groups);
    }

    public static void Positive(string name, string what, long[] sizes)
    {
        if (sizes.Any(size => size <= 0))
            throw new ArgumentException($"{name}: {what} must be positive, and is [{string.Join(", ", sizes)}].");
    }

    public static void Channels(string name, int rank, Tensor x, Tensor weight, long groups)
    {
        var channels = x.Size(-rank - 1);
        if (channels != weight.Size(1) * groups)
            throw new ArgumentException(
                $"{name}: the weight {weight.Shape} with {groups} group(s) needs an input of {weight.Size(1) * groups} channels, " +
                $"and {x.Shape} has {channels}.");
    }

    public static void TransposedChannels(string name, int rank, Tensor x, Tensor weight)
    {
        var channels = x.Size(-rank - 1);
        if (channels != weight.Size(0))
            throw new ArgumentException(
                $"{name}: the weight {weight.Shape} needs an input of {weight.Size(0)} channels, and {x.Shape} has {channels}.");
    }

    /// <summary>The kernel must find room in the padded input.</summary>
    public static void Extent(string name, Tensor x, Tensor weight, ConvOptions options)
    {
        var rank = options.Stride.Length;
        for (var i = 0; i < rank; i++)
        {
            var (padded, extent) = (x.Size(i - rank) + options.Before[i] + options.After[i], options.Extent(i, weight.Size(2 + i)));
            if (padded < extent)
                throw new ArgumentException(
                    $"{name}: the kernel covers {extent} along spatial dimension {i}, " +
                    $"and the padded input has {padded} (input {x.Shape}, weight {weight.Shape}); " +
                    "pad more, or take a smaller kernel or dilation.");
        }
    }

    /// <summary>The spatial sizes of a transposed convolution's output.</summary>
    public static long[] TransposedSizes(string name, Tensor x, Tensor weight, ConvOptions options, long[] extra)
    {
        var rank = options.Stride.Length;
        var sizes = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            if (extra[i] < 0 || extra[i] >= Math.Max(options.Stride[i], options.Dilation[i]))
                throw new ArgumentException(
                    $"{name}: the output padding must be smaller than either stride or dilation and not negative, " +
                    $"and along spatial dimension {i} it is {extra[i]} " +
                    $"with stride {options.Stride[i]} and dilation {options.Dilation[i]}.");
            sizes[i] = (x.Size(i - rank) - 1) * options.Stride[i] - options.Before[i] - options.After[i]
                + options.Extent(i, weight.Size(2 + i)) + extra[i];
            if (sizes[i] <= 0)
                throw new ArgumentException(
                    $"{name}: the output would have the size {sizes[i]} along spatial dimension {i} (input {x.Shape}, " +
                    $"weight {weight.Shape}); pad less.");
        }
        return sizes;
    }
}
