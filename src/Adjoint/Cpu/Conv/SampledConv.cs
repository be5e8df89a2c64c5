namespace Adjoint.Cpu.Conv;

/// <summary>
/// What the forward pass and the gradient of the input have in common: each channel of the target is a bias and the sum, over
/// channels of the source and taps, of weights times places of the source. The weight of target channel o, source channel i and
/// kernel element k of group g lies at <c>g WeightGroup + o WeightTarget + i WeightSource + k</c>.
/// </summary>
internal unsafe struct SampledConv<T> where T : unmanaged
{
    public long Batch, Groups, Sources, Targets;
    public Sampling Depth, Height, Width;
    public nint Source, Weight, Bias, Target;
    public long WeightGroup, WeightTarget, WeightSource;
    public ConvAxis KernelHeight, KernelWidth;

    /// <summary>The output of a convolution.</summary>
    public static SampledConv<T> Forward(in ConvShape shape, T* x, T* weight, T* bias, T* y) => new()
    {
        Batch = shape.Batch,
        Groups = shape.Groups,
        Sources = shape.Inputs,
        Targets = shape.Outputs,
        Depth = shape.Depth.Forward,
        Height = shape.Height.Forward,
        Width = shape.Width.Forward,
        Source = (nint)x,
        Weight = (nint)weight,
        Bias = (nint)bias,
        Target = (nint)y,
        WeightGroup = shape.Outputs * shape.Inputs * shape.Taps,
        WeightTarget = shape.Inputs * shape.Taps,
        WeightSource = shape.Taps,
        KernelHeight = shape.Height,
        KernelWidth = shape.Width,
    };

    /// <summary>Those inputs of a convolution, from its outputs, that lie at one phase of each dimension.</summary>
    public static SampledConv<T> Backward(in ConvShape shape, T* y, T* weight, T* bias, T* x, long depth, long height, long width) => new()
    {
        Batch = shape.Batch,
        Groups = shape.Groups,
        Sources = shape.Outputs,
        Targets = shape.Inputs,
        Depth = shape.Depth.Backward(depth),
        Height = shape.Height.Backward(height),
        Width = shape.Width.Backward(width),
        Source = (nint)y,
        Weight = (nint)weight,
        Bias = (nint)bias,
        Target = (nint)x,
        WeightGroup = shape.Outputs * shape.Inputs * shape.Taps,
        WeightTarget = shape.Taps,
        WeightSource = shape.Inputs * shape.Taps,
        KernelHeight = shape.Height,
        KernelWidth = shape.Width,
    };

    /// <summary>How many taps there are.</summary>
    public readonly long Taps => Depth.Taps * Height.Taps * Width.Taps;

    /// <summary>How many terms a sum has.</summary>
    public readonly long Terms => Sources * Taps;

    /// <summary>How many results of one channel are computed.</summary>
    public readonly long Pixels => Depth.Count * Height.Count * Width.Count;

    /// <summary>The elements of one channel of the source.</summary>
    public readonly long SourceSize => Depth.Limit * Height.Limit * Width.Limit;

    /// <summary>The elements of one channel of the target.</summary>
    public readonly long TargetSize => Depth.Target * Height.Target * Width.Target;

    /// <summary>Whether the results fill each channel of the target one after the other.</summary>
    public readonly bool IsDense => Depth.IsDense && Height.IsDense && Width.IsDense;

    /// <summary>Whether each result reads the pixel at its own place and no other.</summary>
    public readonly bool IsSame => Depth.IsSame && Height.IsSame && Width.IsSame;

    /// <summary>Where a result lies in its channel of the target.</summary>
    public readonly long TargetPlace(long depth, long height, long width) =>
        ((Depth.Origin + depth * Depth.Spread) * Height.Target + Height.Origin + height * Height.Spread) * Width.Target
        + Width.Origin + width * Width.Spread;

    /// <summary>Writes for each tap the kernel element that belongs to it.</summary>
    public readonly void KernelElements(long* elements)
    {
        for (long d = 0; d < Depth.Taps; d++)
        {
            for (long h = 0; h < Height.Taps; h++)
            {
                for (long w = 0; w < Width.Taps; w++) *elements++ = Element(d, h, w);
            }
        }
    }

    /// <summary>The kernel element of a tap.</summary>
    public readonly long Element(long d, long h, long w) =>
        ((Depth.FirstTap + d * Depth.TapSkip) * KernelHeight.Kernel + Height.FirstTap + h * Height.TapSkip) * KernelWidth.Kernel
        + Width.FirstTap + w * Width.TapSkip;

    /// <summary>The bias of a channel, or 0.</summary>
    public readonly T BiasOf(long group, long channel) => Bias == 0 ? default : ((T*)Bias)[group * Targets + channel];

    /// <summary>One channel of the target.</summary>
    public readonly T* TargetChannel(long image, long group, long channel) =>
        (T*)Target + ((image * Groups + group) * Targets + channel) * TargetSize;

    /// <summary>One channel of the source.</summary>
    public readonly T* SourceChannel(long image, long group, long channel) =>
        (T*)Source + ((image * Groups + group) * Sources + channel) * SourceSize;
}
