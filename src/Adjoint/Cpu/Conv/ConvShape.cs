namespace Adjoint.Cpu.Conv;

/// <summary>
/// One spatial dimension of a convolution: output o reads the input at o Stride - Padding + k Dilation for each kernel element k.
/// </summary>
internal readonly record struct ConvAxis(long Input, long Output, long Kernel, long Stride, long Padding, long Dilation)
{
    /// <summary>A dimension that is not there.</summary>
    public static readonly ConvAxis None = new(1, 1, 1, 1, 0, 1);

    /// <summary>Whether each output reads the input at its own place and no other.</summary>
    public bool IsSame => Kernel == 1 && Stride == 1 && Padding == 0 && Input == Output;

    /// <summary>Outputs from inputs.</summary>
    public Sampling Forward => new(Output, Stride, -Padding, Kernel, Dilation, Input, 0, 1, Output, 0, 1);

    /// <summary>How many samplings <see cref="Backward"/> has.</summary>
    public long Phases => Math.Min(Stride, Input);

    /// <summary>
    /// Inputs from outputs. The inputs at <paramref name="phase"/>, phase + Stride, ... share their kernel elements, those k with
    /// phase + Padding - k Dilation a multiple of the stride, and so are a convolution of step 1; there may be none.
    /// </summary>
    public Sampling Backward(long phase)
    {
        var skip = Stride / Gcd(Stride, Dilation);
        long first = 0;
        while (first < skip && (phase + Padding - first * Dilation) % Stride != 0) first++;
        var taps = first == skip || first >= Kernel ? 0 : (Kernel - 1 - first) / skip + 1;
        return new(
            (Input - phase + Stride - 1) / Stride, 1, (phase + Padding - first * Dilation) / Stride, taps, -(Dilation * skip / Stride),
            Output, phase, Stride, Input, first, skip);
    }

    static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}

/// <summary>
/// What a convolution has and where its numbers lie: images [batch, groups, channels of one group, depth, height, width].
/// </summary>
/// <param name="Batch">How many images.</param>
/// <param name="Groups">How many groups of channels that do not see each other.</param>
/// <param name="Inputs">The input channels of a group.</param>
/// <param name="Outputs">The output channels of a group.</param>
/// <param name="Depth">The first spatial dimension.</param>
/// <param name="Height">The second.</param>
/// <param name="Width">The third, the innermost.</param>
internal readonly record struct ConvShape(
    long Batch, long Groups, long Inputs, long Outputs, ConvAxis Depth, ConvAxis Height, ConvAxis Width)
{
    /// <summary>How many phases the inputs have.</summary>
    public long Phases => Depth.Phases * Height.Phases * Width.Phases;

    /// <summary>The elements of a kernel.</summary>
    public long Taps => Depth.Kernel * Height.Kernel * Width.Kernel;

    /// <summary>The same with one long dimension, where each output reads a single pixel at its own place.</summary>
    public ConvShape Flat => Depth.IsSame && Height.IsSame && Width.IsSame
        ? this with { Depth = ConvAxis.None, Height = ConvAxis.None, Width = new(InputPixels, InputPixels, 1, 1, 0, 1) }
        : this;

    /// <summary>The elements of one channel of the input.</summary>
    public long InputPixels => Depth.Input * Height.Input * Width.Input;

    /// <summary>The elements of one channel of the output.</summary>
    public long OutputPixels => Depth.Output * Height.Output * Width.Output;
}
