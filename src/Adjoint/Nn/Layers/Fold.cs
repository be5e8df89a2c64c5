namespace Adjoint.Nn;

/// <summary>Images of patches that are added up where they overlap: see <see cref="Functional.Fold"/>.</summary>
public sealed class Fold : Module
{
    readonly Sizes _outputSize, _kernelSize, _dilation, _padding, _stride;

    /// <summary>Makes a layer.</summary>
    /// <inheritdoc cref="Functional.Fold" path="/param"/>
    /// <exception cref="ArgumentException">A size is not positive, or a list has the wrong length.</exception>
    public Fold(Sizes outputSize, Sizes kernelSize, Sizes? dilation = null, Sizes padding = default, Sizes? stride = null)
    {
        (_outputSize, _kernelSize, _dilation, _padding, _stride) = (outputSize, kernelSize, dilation ?? 1, padding, stride ?? 1);
        Checks.Window(TypeName, 2, kernelSize, stride, padding, dilation);
        Checks.Positive(TypeName, "outputSize", outputSize, 2);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Fold(x, _outputSize, _kernelSize, _dilation, _padding, _stride);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"output_size={_outputSize}, kernel_size={_kernelSize}, dilation={_dilation}, padding={_padding}, stride={_stride}";
}

public static partial class Functional
{
    /// <summary>
    /// The transpose of <see cref="Unfold"/>: each element of the columns is added to the pixel it would have come from. Divided by
    /// the folded unfolding of ones it undoes that.
    /// </summary>
    /// <param name="input">x: [N, C kh kw, patches], or without N.</param>
    /// <param name="outputSize">The height and width of the images.</param>
    /// <param name="kernelSize">The height and width of a patch.</param>
    /// <param name="dilation">The distance of its elements; 1 if left out.</param>
    /// <param name="padding">What is cut off around the image; nothing if left out.</param>
    /// <param name="stride">From one patch to the next; 1 if left out.</param>
    /// <returns>[N, C, H, W], or without N.</returns>
    /// <exception cref="ArgumentException">The input is not the matrix of patches of such an image, or a size is not positive.</exception>
    public static Tensor Fold(
        Tensor input, Sizes outputSize, Sizes kernelSize, Sizes? dilation = null, Sizes padding = default, Sizes? stride = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Floating(nameof(Fold), input);
        return input.Folded(outputSize, kernelSize, dilation ?? 1, padding, stride ?? 1);
    }
}
