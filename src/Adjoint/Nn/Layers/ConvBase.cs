namespace Adjoint.Nn;

/// <summary>
/// What the convolutions and transposed convolutions share: a weight and a bias. Both begin uniformly distributed between
/// ±1/√(C k), where C k is the number of inputs of an output: the weight's second size times its kernel.
/// </summary>
public abstract partial class ConvBase : Module
{
    readonly bool _isTransposed;

    private protected ConvBase(
        int rank, long inChannels, long outChannels, Sizes kernelSize, Sizes stride, Sizes dilation, long groups, bool bias,
        bool transposed, DType dtype)
    {
        (Rank, _isTransposed) = (rank, transposed);
        Checks.Positive(TypeName, nameof(groups), groups);
        Checks.NotNegative(TypeName, nameof(inChannels), inChannels);
        Checks.NotNegative(TypeName, nameof(outChannels), outChannels);
        Checks.Window(TypeName, rank, kernelSize, stride, 0, dilation);
        if (inChannels % groups != 0 || outChannels % groups != 0)
            throw new ArgumentException(
                $"{TypeName}: {groups} groups must divide both the {inChannels} input and the {outChannels} output channels.");
        (OutChannels, Groups) = (outChannels, groups);
        (KernelSize, Stride, Dilation) = (kernelSize.AsTuple(rank), stride.AsTuple(rank), dilation.AsTuple(rank));
        long[] channels = transposed ? [inChannels, outChannels / groups] : [outChannels, inChannels / groups];
        Weight = new(Tensor.Empty(Shape.Create([.. channels, .. KernelSize]), dtype));
        Bias = bias ? new(Tensor.Empty([outChannels], dtype)) : null;
        if (this is not ILazy) ResetParameters();
    }

    /// <summary>The weights: [out, in / groups, kernel], or of a transposed convolution [in, out / groups, kernel].</summary>
    public Parameter Weight { get; set; }

    /// <summary>One number for each output channel; null if there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>The channels of the input.</summary>
    public long InChannels => _isTransposed ? Weight.Size(0) : Weight.Size(1) * Groups;

    /// <summary>The channels of the output.</summary>
    public long OutChannels { get; }

    /// <summary>The size of the kernel along each spatial dimension.</summary>
    public Sizes KernelSize { get; }

    /// <summary>How far the kernel moves along each spatial dimension.</summary>
    public Sizes Stride { get; }

    /// <summary>The distance of kernel elements along each spatial dimension.</summary>
    public Sizes Dilation { get; }

    /// <summary>Parts the channels are divided into that do not see each other.</summary>
    public long Groups { get; }

    /// <summary>The number of spatial dimensions.</summary>
    private protected int Rank { get; }

    /// <summary>Draws the weights anew.</summary>
    public void ResetParameters()
    {
        Init.KaimingUniform(Weight, a: Math.Sqrt(5));
        if (Bias is null) return;
        var (fanIn, _) = Init.CalculateFanInAndFanOut(Weight);
        if (fanIn > 0) Init.Uniform(Bias, -1 / Math.Sqrt(fanIn), 1 / Math.Sqrt(fanIn));
        else Init.Zeros(Bias);
    }

    /// <summary>Throws in the name of the layer if an input does not fit.</summary>
    private protected void Check(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (this is ILazy { IsPending: true } && x.Rank > Rank && x.Size(-Rank - 1) is var channels && channels % Groups == 0)
            TakeShape(channels);
        if (x.Rank != Rank + 1 && x.Rank != Rank + 2 || x.Size(-Rank - 1) != InChannels)
            throw new ArgumentException(
                $"{this}: the input must have {InChannels} channels and {Rank} spatial dimension(s), with or without a batch in front, " +
                $"but its shape is {x.Shape}.", nameof(x));
        Checks.Type(this, "input", x, Weight);
    }

    void TakeShape(long channels)
    {
        var sizes = Weight.Shape.ToArray();
        if (_isTransposed) sizes[0] = channels;
        else sizes[1] = channels / Groups;
        Weight.Data = Tensor.Empty(new Shape(sizes), Weight.DType);
        ResetParameters();
    }

    private protected string Repr(ConvPadding padding, Sizes? outputPadding, string after)
    {
        var parts = new List<string> { $"{InChannels}, {OutChannels}, kernel_size={KernelSize}, stride={Stride}" };
        if (!padding.IsZero || padding.IsWord) parts.Add($"padding={padding}");
        if (Dilation != ((Sizes)1).AsTuple(Rank)) parts.Add($"dilation={Dilation}");
        if (outputPadding is { } extra && extra != ((Sizes)0).AsTuple(Rank)) parts.Add($"output_padding={extra}");
        if (Groups != 1) parts.Add($"groups={Groups}");
        if (Bias is null) parts.Add("bias=False");
        return string.Join(", ", parts) + after;
    }
}
