namespace Adjoint.Bench;

/// <summary>Which of the convolutions.</summary>
public enum ConvolutionKind
{
    /// <summary>Over images.</summary>
    Plain,

    /// <summary>Over images, transposed.</summary>
    Transposed,

    /// <summary>Over sequences.</summary>
    OneDimensional,
}

/// <summary>A convolution of square images (or of sequences), as both engines compute it.</summary>
public sealed record ConvolutionCase(
    string Name, long Batch, long Inputs, long Size, long Outputs, long Kernel, long Stride = 1,
    long Padding = 0, long Dilation = 1, long Groups = 1, ConvolutionKind Kind = ConvolutionKind.Plain)
{
    /// <summary>The operations of one pass forward, multiplications with zeros around the image included.</summary>
    public double Flop
    {
        get
        {
            var dims = Kind == ConvolutionKind.OneDimensional ? 1 : 2;
            var pixels = Kind == ConvolutionKind.Transposed ? Size : (Size + 2 * Padding - Dilation * (Kernel - 1) - 1) / Stride + 1;
            return 2 * Batch * Outputs * (Inputs / Groups) * Math.Pow(pixels * Kernel, dims);
        }
    }
}
